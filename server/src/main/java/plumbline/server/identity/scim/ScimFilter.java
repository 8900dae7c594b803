package plumbline.server.identity.scim;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A filter of RFC 7644, section 3.4.2.2, as it was read.
sealed interface ScimFilter {

    record And(ScimFilter left, ScimFilter right) implements ScimFilter {}

    record Or(ScimFilter left, ScimFilter right) implements ScimFilter {}

    record Not(ScimFilter inner) implements ScimFilter {}

    /// An attribute that is there and not empty.
    record Present(Name name) implements ScimFilter {}

    /// An attribute compared with a value.
    ///
    /// @param value text, number, boolean or null
    record Compare(Name name, Operator operator, @Nullable Object value) implements ScimFilter {}

    /// One value of an attribute with many for which all of this holds.
    record Within(Name name, ScimFilter inner) implements ScimFilter {}

    /// An attribute, perhaps a part of it: `name.familyName`. Case does not matter, nor the schema written before it.
    ///
    /// @param sub the part, or empty
    record Name(String attribute, String sub) {
        public Name {
            attribute = attribute.toLowerCase(Locale.ROOT);
            sub = sub.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return sub.isEmpty() ? attribute : attribute + "." + sub;
        }
    }

    /// How an attribute is compared.
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        static Optional<Operator> find(String word) {
            for (var operator : values()) {
                if (operator.name().equalsIgnoreCase(word)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }

        boolean holds(int comparison) {
            return switch (this) {
                case EQ -> comparison == 0;
                case NE -> comparison != 0;
                case GT -> comparison > 0;
                case GE -> comparison >= 0;
                case LT -> comparison < 0;
                case LE -> comparison <= 0;
                case CO, SW, EW -> throw new IllegalStateException(this + " compares no order");
            };
        }
    }
}
