package plumbline.posture.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A value of the Terraform language, known, partly known or unknown.
public sealed interface Value permits Null, Bool, Num, Text, Sequence, Mapping, Unknown {
    static Value of(String text) {
        return new Text(text);
    }

    static Value of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    static Value of(long number) {
        return new Num(BigDecimal.valueOf(number));
    }

    static Value of(BigDecimal number) {
        return new Num(number);
    }

    static Value tuple(List<Value> items) {
        return new Sequence(Sequence.Kind.TUPLE, items);
    }

    static Value object(Map<String, Value> entries) {
        return new Mapping(Mapping.Kind.OBJECT, new TreeMap<>(entries));
    }

    /// Whether nothing in this value is unknown, at any depth.
    boolean isKnown();

    /// Adds the references of every unknown in this value.
    void collectReferences(Set<Reference> into);

    default boolean isNull() {
        return this instanceof Null;
    }

    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /// Where the unknown parts of this value would come from, in order.
    default Set<Reference> references() {
        Set<Reference> found = new TreeSet<>();
        collectReferences(found);
        return found;
    }

    /// The text, if this is a known text, number or boolean.
    default Optional<String> asText() {
        return switch (this) {
            case Text text -> Optional.of(text.text());
            case Num number -> Optional.of(number.text());
            case Bool bool -> Optional.of(bool.value() ? "true" : "false");
            case Null _, Sequence _, Mapping _, Unknown _ -> Optional.empty();
        };
    }

    /// The boolean, if this is a known one or the text `true` or `false`.
    default Optional<Boolean> asBoolean() {
        return switch (this) {
            case Bool bool -> Optional.of(bool.value());
            case Text(String text) when text.equals("true") -> Optional.of(true);
            case Text(String text) when text.equals("false") -> Optional.of(false);
            case Text _, Num _, Null _, Sequence _, Mapping _, Unknown _ -> Optional.empty();
        };
    }

    /// The number, if this is a known one or a text that reads as one.
    default Optional<BigDecimal> asNumber() {
        return switch (this) {
            case Num number -> Optional.of(number.number());
            case Text(String text) -> Num.parse(text).map(Num::number);
            case Bool _, Null _, Sequence _, Mapping _, Unknown _ -> Optional.empty();
        };
    }

    /// The known members if this is a sequence; nothing else has any.
    default List<Value> items() {
        return this instanceof Sequence sequence ? sequence.items() : List.of();
    }

    /// The entry of a mapping; unknown in an unknown or where it may exist, null where it is known to be missing.
    default Value get(String key) {
        return switch (this) {
            case Mapping mapping -> mapping.entry(key);
            case Unknown unknown -> unknown.attribute(key);
            case Null _, Bool _, Num _, Text _, Sequence _ -> Null.NULL;
        };
    }
}
