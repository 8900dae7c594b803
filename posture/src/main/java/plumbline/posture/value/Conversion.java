package plumbline.posture.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes values fit a type, as the language does it wherever one is expected.
public final class Conversion {
    private Conversion() {}

    /// The value as the type wants it. Unknowns stay; what does not fit is a [ValueError] that says why.
    public static Value convert(Value value, Type type) {
        if (value instanceof Unknown || value instanceof Null) {
            return value;
        }
        return switch (type) {
            case Type.Primitive primitive -> primitive(value, primitive);
            case Type.ListOf list -> sequence(value, Sequence.Kind.LIST, list.element());
            case Type.SetOf set -> sequence(value, Sequence.Kind.SET, set.element());
            case Type.MapOf map -> map(value, map.element());
            case Type.TupleOf tuple -> tuple(value, tuple.elements());
            case Type.ObjectOf object -> object(value, object);
        };
    }

    private static Value primitive(Value value, Type.Primitive type) {
        return switch (type) {
            case ANY -> value;
            case STRING -> text(value);
            case NUMBER -> number(value);
            case BOOL -> bool(value);
        };
    }

    private static Value text(Value value) {
        return value instanceof Text
                ? value
                : value.asText().<Value>map(Text::new).orElseThrow(() -> misfit(value, "string"));
    }

    private static Value number(Value value) {
        return value.asNumber().<Value>map(Num::new).orElseThrow(() -> misfit(value, "number"));
    }

    private static Value bool(Value value) {
        return value.asBoolean().map(Value::of).orElseThrow(() -> misfit(value, "bool"));
    }

    private static Value sequence(Value value, Sequence.Kind kind, Type element) {
        if (!(value instanceof Sequence sequence)) {
            throw misfit(value, kind == Sequence.Kind.SET ? "set" : "list");
        }
        List<Value> items = new ArrayList<>(sequence.items().size());
        for (Value item : sequence.items()) {
            items.add(convert(item, element));
        }
        return new Sequence(kind, element == Type.Primitive.ANY ? unify(items) : items, sequence.rest());
    }

    private static Value map(Value value, Type element) {
        if (!(value instanceof Mapping mapping)) {
            throw misfit(value, "map");
        }
        Map<String, Value> entries =
                LinkedHashMap.newLinkedHashMap(mapping.entries().size());
        mapping.entries().forEach((key, entry) -> entries.put(key, convert(entry, element)));
        if (element == Type.Primitive.ANY) {
            List<Value> unified = unify(new ArrayList<>(entries.values()));
            int next = 0;
            for (Map.Entry<String, Value> entry : entries.entrySet()) {
                entry.setValue(unified.get(next++));
            }
        }
        return new Mapping(Mapping.Kind.MAP, entries, mapping.rest());
    }

    private static Value tuple(Value value, List<Type> elements) {
        if (!(value instanceof Sequence sequence)) {
            throw misfit(value, "tuple");
        }
        if (sequence.isComplete() && sequence.items().size() != elements.size()) {
            throw new ValueError("a tuple of " + elements.size() + " is required, but there are "
                    + sequence.items().size());
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < Math.min(elements.size(), sequence.items().size()); i++) {
            items.add(convert(sequence.items().get(i), elements.get(i)));
        }
        return new Sequence(Sequence.Kind.TUPLE, items, sequence.rest());
    }

    private static Value object(Value value, Type.ObjectOf type) {
        if (!(value instanceof Mapping mapping)) {
            throw misfit(value, "object");
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        type.members().forEach((name, member) -> entries.put(name, member(name, member, mapping)));
        return new Mapping(Mapping.Kind.OBJECT, entries);
    }

    private static Value member(String name, Type.Member member, Mapping given) {
        @Nullable Value value = given.entries().get(name);
        if (value == null && given.rest() != null) {
            return given.entry(name);
        }
        if (value == null && !member.optional()) {
            throw new ValueError("attribute \"" + name + "\" is required");
        }
        if (value == null || value.isNull()) {
            Value otherwise = member.otherwise();
            return otherwise == null ? Null.NULL : convert(otherwise, member.type());
        }
        try {
            return convert(value, member.type());
        } catch (ValueError error) {
            throw new ValueError("attribute \"" + name + "\": " + error.reason());
        }
    }

    /// Gives members of mixed primitive types one type, as lists and maps need it.
    public static List<Value> unify(List<Value> items) {
        Class<?> common = null;
        boolean mixed = false;
        for (Value item : items) {
            if (item instanceof Null || item instanceof Unknown) {
                continue;
            }
            if (item instanceof Sequence || item instanceof Mapping) {
                return items;
            }
            mixed |= common != null && common != item.getClass();
            common = item.getClass();
        }
        if (!mixed) {
            return items;
        }
        List<Value> texts = new ArrayList<>(items.size());
        for (Value item : items) {
            texts.add(convert(item, Type.Primitive.STRING));
        }
        return texts;
    }

    private static ValueError misfit(Value value, String wanted) {
        return new ValueError("a " + wanted + " is required, but this is " + kind(value));
    }

    /// How messages call the kind of a value.
    public static String kind(Value value) {
        return switch (value) {
            case Null _ -> "null";
            case Bool _ -> "a bool";
            case Num _ -> "a number";
            case Text _ -> "a string";
            case Sequence sequence ->
                switch (sequence.kind()) {
                    case LIST -> "a list";
                    case SET -> "a set";
                    case TUPLE -> "a tuple";
                };
            case Mapping mapping -> mapping.kind() == Mapping.Kind.MAP ? "a map" : "an object";
            case Unknown _ -> "unknown";
        };
    }
}
