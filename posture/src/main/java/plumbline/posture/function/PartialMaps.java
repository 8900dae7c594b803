package plumbline.posture.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// Functions of maps that can say something although some entries are unknown, or which there are.
final class PartialMaps {
    private PartialMaps() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "keys" -> keys(arguments);
            case "values" -> values(arguments);
            case "lookup" -> lookup(arguments);
            case "merge" -> merge(arguments);
            case "zipmap" -> zipmap(arguments);
            default -> null;
        };
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
                rest = PartialLists.joined(rest, open);
            }
            if (value instanceof Mapping mapping) {
                entries.putAll(mapping.entries());
            }
        }
        return new Mapping(maps ? Mapping.Kind.MAP : Mapping.Kind.OBJECT, entries, rest);
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
