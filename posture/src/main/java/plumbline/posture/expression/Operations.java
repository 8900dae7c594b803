package plumbline.posture.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import plumbline.posture.hcl.Operator;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Equality;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Type;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// What operators, `.name` and `[key]` do to values.
final class Operations {
    /// The digits of a 512 bit number.
    private static final MathContext PRECISE = new MathContext(154, RoundingMode.HALF_EVEN);

    private Operations() {}

    static Value unary(Operator operator, Value operand) {
        if (operand instanceof Unknown) {
            return operand;
        }
        return operator == Operator.NOT
                ? Value.of(!bool(operand))
                : Value.of(number(operand).negate());
    }

    static Value binary(Operator operator, Value left, Value right) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> {
                Optional<Boolean> same = Equality.test(left, right);
                yield same.isPresent()
                        ? Value.of(same.get() == (operator == Operator.EQUAL))
                        : Unknown.from("", List.of(left, right));
            }
            case AND, OR -> logical(operator == Operator.OR, left, right);
            default ->
                left instanceof Unknown || right instanceof Unknown
                        ? Unknown.from("", List.of(left, right))
                        : arithmetic(operator, number(left), number(right));
        };
    }

    private static Value logical(boolean stop, Value left, Value right) {
        boolean leftStops = !(left instanceof Unknown) && bool(left) == stop;
        if (leftStops || (!(right instanceof Unknown) && bool(right) == stop)) {
            return Value.of(stop);
        }
        return left instanceof Unknown || right instanceof Unknown
                ? Unknown.from("", List.of(left, right))
                : Value.of(!stop);
    }

    private static Value arithmetic(Operator operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case ADD -> Value.of(left.add(right, PRECISE));
            case SUBTRACT -> Value.of(left.subtract(right, PRECISE));
            case MULTIPLY -> Value.of(bounded(left.multiply(right, PRECISE)));
            case DIVIDE -> Value.of(bounded(left.divide(divisor(right), PRECISE)));
            case MODULO -> Value.of(remainder(left, divisor(right)));
            case GREATER -> Value.of(left.compareTo(right) > 0);
            case GREATER_EQUAL -> Value.of(left.compareTo(right) >= 0);
            case LESS -> Value.of(left.compareTo(right) < 0);
            case LESS_EQUAL -> Value.of(left.compareTo(right) <= 0);
            default -> throw new IllegalArgumentException("operator must be arithmetic, but is " + operator);
        };
    }

    private static BigDecimal divisor(BigDecimal number) {
        if (number.signum() == 0) {
            throw new ValueError("division by zero");
        }
        return number;
    }

    private static BigDecimal remainder(BigDecimal left, BigDecimal right) {
        if (left.precision() - left.scale() - (right.precision() - right.scale()) > PRECISE.getPrecision()) {
            throw ValueError.limit("the numbers are too far apart for a remainder");
        }
        return left.remainder(right);
    }

    private static BigDecimal bounded(BigDecimal number) {
        if (Math.abs((long) number.precision() - number.scale()) > 1_000) {
            throw ValueError.limit("the number is too large or too small");
        }
        return number;
    }

    static boolean bool(Value value) {
        Value converted = Conversion.convert(value, Type.Primitive.BOOL);
        return converted.asBoolean().orElseThrow(() -> new ValueError("a bool is required, but this is null"));
    }

    static BigDecimal number(Value value) {
        Value converted = Conversion.convert(value, Type.Primitive.NUMBER);
        return converted.asNumber().orElseThrow(() -> new ValueError("a number is required, but this is null"));
    }

    static Value attribute(Value source, String name) {
        return switch (source) {
            case Unknown unknown -> unknown.attribute(name);
            case Mapping mapping -> {
                Value found = mapping.entries().get(name);
                if (found == null && mapping.rest() == null) {
                    throw new ValueError("there is no attribute \"" + name + "\"");
                }
                yield found == null ? mapping.entry(name) : found;
            }
            case Null _ -> throw new ValueError("null has no attribute \"" + name + "\"");
            case Sequence _ ->
                throw new ValueError("a list has no attribute \"" + name + "\"; take one member, or [*] for each");
            default -> throw new ValueError(Conversion.kind(source) + " has no attribute \"" + name + "\"");
        };
    }

    static Value index(Value source, Value key) {
        if (source instanceof Unknown unknown) {
            return key instanceof Unknown ? unknown.with(key.references()) : unknown;
        }
        if (key instanceof Unknown) {
            return Unknown.from("", List.of(key, source));
        }
        return switch (source) {
            case Sequence sequence -> member(sequence, key);
            case Mapping mapping -> entry(mapping, key);
            default -> throw new ValueError(Conversion.kind(source) + " has no members");
        };
    }

    /// What a list that is open holds is known, but not at which place.
    private static Value member(Sequence sequence, Value key) {
        BigDecimal number = number(key);
        int size = sequence.items().size();
        boolean whole = number.stripTrailingZeros().scale() <= 0 && number.signum() >= 0;
        if (whole && sequence.rest() != null) {
            return sequence.rest();
        }
        if (whole && number.compareTo(BigDecimal.valueOf(size)) < 0) {
            return sequence.items().get(number.intValue());
        }
        throw new ValueError("there is no member " + number.toPlainString() + " in a list of " + size);
    }

    private static Value entry(Mapping mapping, Value key) {
        String name = key.asText().orElseThrow(() -> new ValueError("a key must be a string"));
        Value found = mapping.entries().get(name);
        if (found != null) {
            return found;
        }
        if (mapping.rest() != null) {
            return mapping.rest();
        }
        throw new ValueError("there is no key \"" + name + "\"");
    }
}
