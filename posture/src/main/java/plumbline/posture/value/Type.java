package plumbline.posture.value;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A type constraint as a variable declares it.
public sealed interface Type {
    /// The types without parts; any is satisfied by every value.
    enum Primitive implements Type {
        ANY,
        STRING,
        NUMBER,
        BOOL
    }

    record ListOf(Type element) implements Type {}

    record SetOf(Type element) implements Type {}

    record MapOf(Type element) implements Type {}

    record TupleOf(List<Type> elements) implements Type {}

    record ObjectOf(SortedMap<String, Member> members) implements Type {}

    /// An attribute of an object; an optional one that is missing or null takes its default, or null.
    record Member(Type type, boolean optional, @Nullable Value otherwise) {}

    /// How messages call it.
    default String described() {
        return switch (this) {
            case Primitive primitive ->
                switch (primitive) {
                    case ANY -> "any";
                    case STRING -> "string";
                    case NUMBER -> "number";
                    case BOOL -> "bool";
                };
            case ListOf list -> "list of " + list.element().described();
            case SetOf set -> "set of " + set.element().described();
            case MapOf map -> "map of " + map.element().described();
            case TupleOf _ -> "tuple";
            case ObjectOf _ -> "object";
        };
    }
}
