package plumbline.server.identity.scim;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Whether a filter holds for a value, such as one of several addresses. Text is compared without regard to case, as
/// SCIM has it where an attribute does not say otherwise.
final class ScimMatch {
    private ScimMatch() {}

    /// @param value an object, or a plain value whose only name is `value`
    static boolean holds(ScimFilter filter, JsonNode value) {
        return switch (filter) {
            case ScimFilter.And(var left, var right) -> holds(left, value) && holds(right, value);
            case ScimFilter.Or(var left, var right) -> holds(left, value) || holds(right, value);
            case ScimFilter.Not(var inner) -> !holds(inner, value);
            case ScimFilter.Present(var name) -> !isEmpty(get(value, name));
            case ScimFilter.Compare(var name, var operator, var expected) ->
                compare(get(value, name), operator, expected);
            case ScimFilter.Within(var name, var inner) -> {
                var many = get(value, name);
                boolean any = false;
                for (var one : many == null ? value : many) {
                    any |= many != null && holds(inner, one);
                }
                yield any;
            }
        };
    }

    /// The member of this name, whatever its case.
    static @Nullable JsonNode get(JsonNode value, ScimFilter.Name name) {
        var found = member(value, name.attribute());
        return found == null || name.sub().isEmpty() ? found : member(found, name.sub());
    }

    private static @Nullable JsonNode member(JsonNode value, String name) {
        if (!value.isObject()) {
            return name.equals("value") ? value : null;
        }
        for (var member : value.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return null;
    }

    static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }

    private static boolean compare(@Nullable JsonNode value, ScimFilter.Operator operator, @Nullable Object expected) {
        if (expected == null || value == null || value.isNull()) {
            boolean both = expected == null && isEmpty(value);
            return switch (operator) {
                case EQ -> both;
                case NE -> !both;
                case CO, SW, EW, GT, GE, LT, LE -> false;
            };
        }
        return switch (expected) {
            case Boolean flag -> {
                var truth = truth(value);
                yield truth != null && operator.holds(Boolean.compare(truth, flag));
            }
            case BigDecimal number ->
                value.isNumber() && operator.holds(value.decimalValue().compareTo(number));
            default ->
                (value.isString() || value.isBoolean())
                        && text(lower(value.asString("")), operator, lower(expected.toString()));
        };
    }

    /// Some directories write booleans as text.
    static @Nullable Boolean truth(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        var word = value.isString() ? lower(value.stringValue()) : "";
        return word.equals("true") ? Boolean.TRUE : word.equals("false") ? Boolean.FALSE : null;
    }

    private static boolean text(String value, ScimFilter.Operator operator, String expected) {
        return switch (operator) {
            case CO -> value.contains(expected);
            case SW -> value.startsWith(expected);
            case EW -> value.endsWith(expected);
            case EQ, NE, GT, GE, LT, LE -> operator.holds(value.compareTo(expected));
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
