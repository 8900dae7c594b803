package plumbline.posture.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Value;

/// Functions over numbers.
final class NumberFunctions {
    private static final MathContext PRECISE = new MathContext(154, RoundingMode.HALF_EVEN);

    private NumberFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "abs" -> Value.of(arguments.count(1, 1).number(0).abs());
            case "ceil" -> Value.of(arguments.count(1, 1).number(0).setScale(0, RoundingMode.CEILING));
            case "floor" -> Value.of(arguments.count(1, 1).number(0).setScale(0, RoundingMode.FLOOR));
            case "log" -> logarithm(arguments);
            case "max" -> extreme(arguments, 1);
            case "min" -> extreme(arguments, -1);
            case "parseint" -> parse(arguments);
            case "pow" -> power(arguments);
            case "signum" -> Value.of(arguments.count(1, 1).number(0).signum());
            case "sum" -> sum(arguments);
            default -> null;
        };
    }

    private static Value logarithm(Arguments arguments) {
        double result = Math.log(arguments.count(2, 2).number(0).doubleValue())
                / Math.log(arguments.number(1).doubleValue());
        if (!Double.isFinite(result)) {
            throw arguments.error("the logarithm is not a number");
        }
        return Value.of(BigDecimal.valueOf(result));
    }

    private static Value extreme(Arguments arguments, int sign) {
        BigDecimal best = arguments.count(1, Integer.MAX_VALUE).number(0);
        for (int i = 1; i < arguments.size(); i++) {
            BigDecimal other = arguments.number(i);
            best = Integer.signum(other.compareTo(best)) == sign ? other : best;
        }
        return Value.of(best);
    }

    private static Value parse(Arguments arguments) {
        int base = arguments.count(2, 2).integer(1);
        if (base < 2 || base > 36) {
            throw arguments.error("the base must be 2 to 36");
        }
        try {
            return Value.of(new BigDecimal(new BigInteger(arguments.text(0), base)));
        } catch (NumberFormatException notANumber) {
            throw arguments.error("\"" + arguments.text(0) + "\" is no number in base " + base);
        }
    }

    private static Value power(Arguments arguments) {
        BigDecimal base = arguments.count(2, 2).number(0);
        BigDecimal exponent = arguments.number(1);
        if (exponent.signum() >= 0 && exponent.scale() <= 0 && exponent.compareTo(BigDecimal.valueOf(1_000)) <= 0) {
            BigDecimal result = base.pow(exponent.intValue(), PRECISE);
            if (Math.abs((long) result.precision() - result.scale()) < 1_000) {
                return Value.of(result);
            }
        }
        double result = Math.pow(base.doubleValue(), exponent.doubleValue());
        if (!Double.isFinite(result)) {
            throw arguments.error("the power is not a number of ordinary size");
        }
        return Value.of(BigDecimal.valueOf(result));
    }

    private static Value sum(Arguments arguments) {
        List<Value> items = arguments.count(1, 1).sequence(0).items();
        if (items.isEmpty()) {
            throw arguments.error("the list is empty");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Value item : items) {
            sum = sum.add(item.asNumber().orElseThrow(() -> arguments.misfit(0, "a list of numbers")), PRECISE);
        }
        return Value.of(sum);
    }
}
