package plumbline.posture.function;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Equality;
import plumbline.posture.value.Json;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Pieces;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Type;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// Functions that can say something although parts of their arguments are unknown.
final class PartialFunctions {
    private PartialFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "timestamp", "plantimestamp", "uuid", "bcrypt", "rsadecrypt" ->
                Unknown.because(arguments.name() + " gives another result each time");
            case "sensitive", "nonsensitive", "ephemeralasnull" ->
                arguments.count(1, 1).get(0);
            case "issensitive" -> Unknown.because("sensitive marks are not followed");
            case "tostring" -> convert(arguments, Type.Primitive.STRING);
            case "tonumber" -> convert(arguments, Type.Primitive.NUMBER);
            case "tobool" -> convert(arguments, Type.Primitive.BOOL);
            case "tolist" -> convert(arguments, new Type.ListOf(Type.Primitive.ANY));
            case "toset" -> convert(arguments, new Type.SetOf(Type.Primitive.ANY));
            case "tomap" -> convert(arguments, new Type.MapOf(Type.Primitive.ANY));
            case "jsonencode" -> Json.encode(arguments.count(1, 1).get(0));
            case "jsondecode" -> Json.decode(arguments.count(1, 1).get(0));
            case "coalesce" -> coalesce(arguments);
            case "coalescelist" -> coalesceList(arguments);
            case "alltrue" -> truth(arguments, false);
            case "anytrue" -> truth(arguments, true);
            case "concat" -> concat(arguments);
            case "join" -> join(arguments);
            case "merge" -> merge(arguments);
            default -> member(arguments);
        };
    }

    private static @Nullable Value member(Arguments arguments) {
        return switch (arguments.name()) {
            case "compact" -> compact(arguments);
            case "contains" -> contains(arguments);
            case "distinct" -> distinct(arguments);
            case "element" -> element(arguments);
            case "flatten" -> flatten(arguments);
            case "keys" -> keys(arguments);
            case "length" -> length(arguments);
            case "lookup" -> lookup(arguments);
            case "one" -> one(arguments);
            case "reverse" -> reverse(arguments);
            case "values" -> values(arguments);
            case "zipmap" -> zipmap(arguments);
            default -> null;
        };
    }

    private static Value convert(Arguments arguments, Type type) {
        return Conversion.convert(arguments.count(1, 1).get(0), type);
    }

    private static Value coalesce(Arguments arguments) {
        for (Value value : arguments.values()) {
            if (value instanceof Unknown) {
                return Unknown.from("", arguments.values());
            }
            if (!value.isNull() && !value.equals(new Text(""))) {
                return value;
            }
        }
        throw arguments.error("all arguments are null or empty");
    }

    private static Value coalesceList(Arguments arguments) {
        for (Value value : arguments.values()) {
            if (value instanceof Unknown || (value instanceof Sequence list && !list.isComplete())) {
                return Unknown.from("", arguments.values());
            }
            if (!value.items().isEmpty()) {
                return value;
            }
        }
        throw arguments.error("all arguments are empty");
    }

    /// `anytrue` stops at the first true, `alltrue` at the first false; an unknown before that leaves it open.
    private static Value truth(Arguments arguments, boolean stop) {
        Value list = arguments.count(1, 1).get(0);
        if (list instanceof Unknown) {
            return list;
        }
        Unknown open = arguments.sequence(0).rest();
        for (Value item : list.items()) {
            if (item instanceof Unknown unknown) {
                open = unknown;
            } else if (item.isNull()
                    ? !stop
                    : Conversion.convert(item, Type.Primitive.BOOL).equals(Value.of(stop))) {
                return Value.of(stop);
            }
        }
        return open == null ? Value.of(!stop) : open;
    }

    private static Value concat(Arguments arguments) {
        List<Value> items = new ArrayList<>();
        Unknown rest = null;
        boolean lists = true;
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Unknown unknown) {
                rest = joined(rest, unknown);
            } else {
                Sequence sequence = arguments.sequence(i);
                items.addAll(sequence.items());
                rest = sequence.rest() == null ? rest : joined(rest, sequence.rest());
                lists &= sequence.kind() != Sequence.Kind.TUPLE;
            }
        }
        return new Sequence(lists ? Sequence.Kind.LIST : Sequence.Kind.TUPLE, items, rest);
    }

    private static Unknown joined(@Nullable Unknown first, Unknown second) {
        return first == null ? second : first.with(second.sources());
    }

    private static Value join(Arguments arguments) {
        if (arguments.count(2, Integer.MAX_VALUE).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        Pieces pieces = new Pieces();
        String separator = "";
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Unknown unknown) {
                return unknown;
            }
            Sequence sequence = arguments.sequence(i);
            for (Value item : sequence.items()) {
                pieces.add(separator);
                pieces.add(item);
                separator = arguments.text(0);
            }
            if (sequence.rest() != null) {
                pieces.add(separator);
                pieces.add(sequence.rest());
                separator = arguments.text(0);
            }
        }
        return pieces.join();
    }

    private static Value merge(Arguments arguments) {
        Map<String, Value> entries = new TreeMap<>();
        Unknown rest = null;
        boolean maps = arguments.size() > 0;
        for (int i = 0; i < arguments.size(); i++) {
            Value value = arguments.get(i);
            Unknown open = value instanceof Unknown unknown ? unknown : null;
            if (open == null && !value.isNull()) {
                Mapping mapping = arguments.mapping(i);
                open = mapping.rest();
                maps &= mapping.kind() == Mapping.Kind.MAP;
            }
            if (open != null) {
                Unknown overlay = open;
                entries.replaceAll((key, _) -> overlay.attribute(key));
                rest = joined(rest, open);
            }
            if (value instanceof Mapping mapping) {
                entries.putAll(mapping.entries());
            }
        }
        return new Mapping(maps ? Mapping.Kind.MAP : Mapping.Kind.OBJECT, entries, rest);
    }

    private static Value compact(Arguments arguments) {
        if (arguments.count(1, 1).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        List<Value> items = new ArrayList<>();
        for (Value item : arguments.sequence(0).items()) {
            if (!item.isNull() && !item.equals(new Text(""))) {
                items.add(item instanceof Unknown ? item : Conversion.convert(item, Type.Primitive.STRING));
            }
        }
        return new Sequence(Sequence.Kind.LIST, items, arguments.sequence(0).rest());
    }

    private static Value contains(Arguments arguments) {
        if (arguments.count(2, 2).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        Sequence sequence = arguments.sequence(0);
        Unknown open = sequence.rest();
        for (Value item : sequence.items()) {
            Optional<Boolean> same = same(item, arguments.get(1));
            if (same.isEmpty()) {
                open = Unknown.from("", List.of(item, arguments.get(1)));
            } else if (same.get()) {
                return Value.of(true);
            }
        }
        return open == null ? Value.of(false) : open;
    }

    /// Equal as members of one list, where a number may stand for its text.
    private static Optional<Boolean> same(Value item, Value wanted) {
        if (item.asText().isPresent() && wanted.asText().isPresent()) {
            return Optional.of(item.asText().equals(wanted.asText()));
        }
        return Equality.test(item, wanted);
    }

    private static Value distinct(Arguments arguments) {
        if (arguments.count(1, 1).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        Sequence sequence = arguments.sequence(0);
        return new Sequence(sequence.kind(), new ArrayList<>(new LinkedHashSet<>(sequence.items())), sequence.rest());
    }

    private static Value element(Arguments arguments) {
        Value list = arguments.count(2, 2).get(0);
        if (list instanceof Unknown || arguments.get(1) instanceof Unknown) {
            return Unknown.from("", arguments.values());
        }
        Sequence sequence = arguments.sequence(0);
        if (sequence.rest() != null) {
            return sequence.rest();
        }
        if (sequence.items().isEmpty()) {
            throw arguments.error("the list is empty");
        }
        return sequence.items()
                .get(Math.floorMod(arguments.integer(1), sequence.items().size()));
    }

    private static Value flatten(Arguments arguments) {
        if (arguments.count(1, 1).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        List<Value> items = new ArrayList<>();
        Unknown rest = flattenInto(arguments.sequence(0), items);
        return new Sequence(Sequence.Kind.TUPLE, items, rest);
    }

    private static @Nullable Unknown flattenInto(Sequence sequence, List<Value> items) {
        Unknown rest = sequence.rest();
        for (Value item : sequence.items()) {
            switch (item) {
                case Sequence inner -> {
                    Unknown innerRest = flattenInto(inner, items);
                    rest = innerRest == null ? rest : joined(rest, innerRest);
                }
                case Unknown unknown -> rest = joined(rest, unknown);
                default -> items.add(item);
            }
        }
        return rest;
    }

    private static Value keys(Arguments arguments) {
        if (arguments.count(1, 1).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        Mapping mapping = arguments.mapping(0);
        List<Value> keys = new ArrayList<>();
        mapping.entries().keySet().forEach(key -> keys.add(Value.of(key)));
        return new Sequence(Sequence.Kind.LIST, keys, mapping.rest());
    }

    private static Value values(Arguments arguments) {
        if (arguments.count(1, 1).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        Mapping mapping = arguments.mapping(0);
        Sequence.Kind kind = mapping.kind() == Mapping.Kind.MAP ? Sequence.Kind.LIST : Sequence.Kind.TUPLE;
        return new Sequence(kind, List.copyOf(mapping.entries().values()), mapping.rest());
    }

    private static Value length(Arguments arguments) {
        return switch (arguments.count(1, 1).get(0)) {
            case Unknown unknown -> unknown;
            case Text(String text) -> Value.of(TextFunctions.characters(text).size());
            case Sequence sequence ->
                sequence.rest() != null
                        ? sequence.rest()
                        : Value.of(sequence.items().size());
            case Mapping mapping ->
                mapping.rest() != null
                        ? mapping.rest()
                        : Value.of(mapping.entries().size());
            default -> throw arguments.misfit(0, "a string or a collection");
        };
    }

    private static Value lookup(Arguments arguments) {
        Value map = arguments.count(2, 3).get(0);
        if (map instanceof Unknown || arguments.get(1) instanceof Unknown) {
            return Unknown.from("", arguments.values());
        }
        Mapping mapping = arguments.mapping(0);
        String key = arguments.text(1);
        Value found = mapping.entries().get(key);
        if (found != null) {
            return found;
        }
        if (mapping.rest() != null) {
            return mapping.entry(key);
        }
        if (arguments.size() < 3) {
            throw new ValueError("lookup: the map has no key \"" + key + "\" and there is no default");
        }
        return arguments.get(2);
    }

    private static Value one(Arguments arguments) {
        Value list = arguments.count(1, 1).get(0);
        if (list instanceof Unknown unknown) {
            return unknown;
        }
        Sequence sequence = arguments.sequence(0);
        if (sequence.rest() != null) {
            return sequence.rest();
        }
        if (sequence.items().size() > 1) {
            throw arguments.error("the list has more than one member");
        }
        return sequence.items().isEmpty() ? Null.NULL : sequence.items().getFirst();
    }

    private static Value reverse(Arguments arguments) {
        if (arguments.count(1, 1).get(0) instanceof Unknown unknown) {
            return unknown;
        }
        Sequence sequence = arguments.sequence(0);
        Sequence.Kind kind = sequence.kind() == Sequence.Kind.SET ? Sequence.Kind.LIST : sequence.kind();
        return new Sequence(kind, sequence.items().reversed(), sequence.rest());
    }

    private static Value zipmap(Arguments arguments) {
        arguments.count(2, 2);
        if (!(arguments.get(0) instanceof Sequence keys) || !keys.isKnown() || arguments.get(1) instanceof Unknown) {
            return Unknown.from("the keys of zipmap are unknown", arguments.values());
        }
        Sequence values = arguments.sequence(1);
        if (values.rest() != null) {
            return values.rest();
        }
        if (keys.items().size() != values.items().size()) {
            throw arguments.error("there must be as many keys as values");
        }
        Map<String, Value> entries = new TreeMap<>();
        List<String> names = arguments.texts(0);
        for (int i = 0; i < names.size(); i++) {
            entries.put(names.get(i), values.items().get(i));
        }
        return new Mapping(Mapping.Kind.OBJECT, entries);
    }
}
