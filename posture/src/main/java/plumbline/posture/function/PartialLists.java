package plumbline.posture.function;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Equality;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Pieces;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Type;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Functions of lists that can say something although some members are unknown, or how many there are.
final class PartialLists {
    private PartialLists() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "concat" -> concat(arguments);
            case "join" -> join(arguments);
            case "compact" -> compact(arguments);
            case "contains" -> contains(arguments);
            case "distinct" -> distinct(arguments);
            case "element" -> element(arguments);
            case "flatten" -> flatten(arguments);
            case "length" -> length(arguments);
            case "one" -> one(arguments);
            case "reverse" -> reverse(arguments);
            default -> null;
        };
    }

    static Unknown joined(@Nullable Unknown first, Unknown second) {
        return first == null ? second : first.with(second.sources());
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
        List<Value> items = new ArrayList<>(new LinkedHashSet<>(sequence.items()));
        return new Sequence(sequence.kind(), items, mayFallTogether(sequence.items(), sequence.rest()));
    }

    /// All members are there, but how many there are is open if one that is unknown may equal another.
    private static @Nullable Unknown mayFallTogether(List<Value> items, @Nullable Unknown rest) {
        List<Value> unknown = items.stream().filter(item -> !item.isKnown()).toList();
        return rest != null || unknown.isEmpty() || items.size() < 2 ? rest : Unknown.from("", unknown);
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

    private static Value length(Arguments arguments) {
        return switch (arguments.count(1, 1).get(0)) {
            case Unknown unknown -> unknown;
            case Text(String text) -> Value.of(TextFunctions.characters(text).size());
            case Sequence sequence -> {
                boolean set = sequence.kind() == Sequence.Kind.SET;
                Unknown open = set ? mayFallTogether(sequence.items(), sequence.rest()) : sequence.rest();
                yield open != null ? open : Value.of(sequence.items().size());
            }
            case Mapping mapping ->
                mapping.rest() != null
                        ? mapping.rest()
                        : Value.of(mapping.entries().size());
            default -> throw arguments.misfit(0, "a string or a collection");
        };
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
}
