package plumbline.posture.value;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A type constraint as a variable declares it.
public sealed interface Type {
    /// Anything goes.
    record Any() implements Type {}

    record StringType() implements Type {}

    record NumberType() implements Type {}

    record BoolType() implements Type {}

    record ListOf(Type element) implements Type {}

    record SetOf(Type element) implements Type {}

    record MapOf(Type element) implements Type {}

    record TupleOf(List<Type> elements) implements Type {}

    record ObjectOf(SortedMap<String, Member> members) implements Type {}

    /// An attribute of an object; an optional one that is missing or null takes its default, or null.
    record Member(Type type, boolean optional, @Nullable Value otherwise) {}

    Type ANY = new Any();
    Type STRING = new StringType();
    Type NUMBER = new NumberType();
    Type BOOL = new BoolType();

    /// How messages call it.
    default String described() {
        return switch (this) {
            case Any _ -> "any";
            case StringType _ -> "string";
            case NumberType _ -> "number";
            case BoolType _ -> "bool";
            case ListOf list -> "list of " + list.element().described();
            case SetOf set -> "set of " + set.element().described();
            case MapOf map -> "map of " + map.element().described();
            case TupleOf _ -> "tuple";
            case ObjectOf _ -> "object";
        };
    }
}
