package plumbline.posture.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plumbline.posture.value.Json;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// `format` and `formatlist`: verbs `%s %q %v %t %d %b %o %x %X %e %E %f %g %G %%` with flags, width, precision and
/// explicit positions.
final class FormatFunction {
    private static final int WIDEST = 10_000;

    private final Arguments arguments;
    private final List<Value> values;
    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;

    private FormatFunction(Arguments arguments, String pattern, List<Value> values) {
        this.arguments = arguments;
        this.pattern = pattern;
        this.values = values;
    }

    static Value format(Arguments arguments) {
        List<Value> values = arguments.values().subList(1, Math.max(1, arguments.size()));
        return TextFunctions.limited(arguments, new FormatFunction(arguments, arguments.text(0), values).run());
    }

    /// One text for each position in the lists among the arguments; single values are used for each.
    static Value formatList(Arguments arguments) {
        int length = -1;
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Sequence sequence) {
                if (length >= 0 && length != sequence.items().size()) {
                    throw arguments.error("all lists must have the same length");
                }
                length = sequence.items().size();
            }
        }
        List<Value> texts = new ArrayList<>();
        for (int row = 0; row < (length < 0 ? 1 : length); row++) {
            List<Value> values = new ArrayList<>();
            for (int i = 1; i < arguments.size(); i++) {
                values.add(
                        arguments.get(i) instanceof Sequence list ? list.items().get(row) : arguments.get(i));
            }
            texts.add(Value.of(new FormatFunction(arguments, arguments.text(0), values).run()));
        }
        return new Sequence(Sequence.Kind.LIST, texts);
    }

    private String run() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            if (c != '%') {
                out.append(c);
            } else if (at < pattern.length() && pattern.charAt(at) == '%') {
                out.append('%');
                at++;
            } else {
                verb();
            }
        }
        return out.toString();
    }

    /// The flags of one verb.
    private record Verb(String flags, int width, int precision) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    private void verb() {
        int start = at;
        while (at < pattern.length() && "+-# 0".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        String flags = pattern.substring(start, at);
        int width = digits(-1);
        int precision = -1;
        if (at < pattern.length() && pattern.charAt(at) == '.') {
            at++;
            precision = digits(0);
        }
        if (at < pattern.length() && pattern.charAt(at) == '[') {
            at++;
            next = digits(0) - 1;
            at++;
        }
        if (at >= pattern.length()) {
            throw arguments.error("the format ends within a verb");
        }
        char verb = pattern.charAt(at++);
        if (next < 0 || next >= values.size()) {
            throw arguments.error("there is no argument for %" + verb);
        }
        Verb options = new Verb(flags, width, precision);
        pad(text(verb, values.get(next++), options), options);
    }

    private int digits(int otherwise) {
        int start = at;
        int number = 0;
        while (at < pattern.length() && Character.digit(pattern.charAt(at), 10) >= 0 && number <= WIDEST) {
            number = number * 10 + Character.digit(pattern.charAt(at++), 10);
        }
        if (number > WIDEST) {
            throw arguments.limit("a width of more than " + WIDEST + " is refused");
        }
        return at == start ? otherwise : number;
    }

    private void pad(String text, Verb options) {
        int missing = options.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
        } else if (options.has('-')) {
            out.append(text).repeat(" ", missing);
        } else if (options.has('0')) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            out.append(text, 0, sign).repeat("0", missing).append(text, sign, text.length());
        } else {
            out.repeat(" ", missing).append(text);
        }
    }

    private String text(char verb, Value value, Verb options) {
        return switch (verb) {
            case 's' -> cut(plain(value), options);
            case 'q' -> "\"" + Json.escaped(plain(value)) + "\"";
            case 'v' -> options.has('#') ? json(value) : plain(value);
            case 't' ->
                value.asBoolean().map(b -> b ? "true" : "false").orElseThrow(() -> arguments.error("%t needs a bool"));
            case 'd' -> signed(whole(value).toString(), options);
            case 'b' -> signed(whole(value).toString(2), options);
            case 'o' -> signed(whole(value).toString(8), options);
            case 'x', 'X' -> hexadecimal(verb, value, options);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> signed(fraction(verb, number(value), options), options);
            default -> throw arguments.error("there is no verb %" + verb);
        };
    }

    private static String cut(String text, Verb options) {
        return options.precision() >= 0 && text.codePointCount(0, text.length()) > options.precision()
                ? text.substring(0, text.offsetByCodePoints(0, options.precision()))
                : text;
    }

    private static String plain(Value value) {
        return value.asText().orElseGet(() -> json(value));
    }

    private static String json(Value value) {
        return Json.encode(value) instanceof Text(String text) ? text : "";
    }

    private static String signed(String text, Verb options) {
        if (text.startsWith("-")) {
            return text;
        }
        return options.has('+') ? "+" + text : options.has(' ') ? " " + text : text;
    }

    private String hexadecimal(char verb, Value value, Verb options) {
        if (value.asNumber().isEmpty()) {
            StringBuilder digits = new StringBuilder();
            for (byte b : plain(value).getBytes(StandardCharsets.UTF_8)) {
                digits.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return verb == 'X' ? digits.toString().toUpperCase(Locale.ROOT) : digits.toString();
        }
        String digits = (options.has('#') ? "0x" : "") + whole(value).toString(16);
        return signed(verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, options);
    }

    private BigDecimal number(Value value) {
        return value.asNumber().orElseThrow(() -> arguments.error("a number is required for this verb"));
    }

    private BigInteger whole(Value value) {
        try {
            return number(value).toBigIntegerExact();
        } catch (ArithmeticException notWhole) {
            throw new ValueError(arguments.name() + ": a whole number is required");
        }
    }

    private static String fraction(char verb, BigDecimal number, Verb options) {
        int precision = options.precision() < 0 ? 6 : options.precision();
        return switch (verb) {
            case 'f', 'F' -> number.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
            case 'e', 'E' -> scientific(verb, number, precision);
            default -> general(verb, number, options.precision());
        };
    }

    private static String scientific(char verb, BigDecimal number, int precision) {
        BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits = rounded.scaleByPowerOfTen(-exponent)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
        return digits + verb + (exponent < 0 ? "-" : "+") + power;
    }

    private static String general(char verb, BigDecimal number, int precision) {
        BigDecimal rounded =
                precision < 0 ? number : number.round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= (precision < 0 ? 21 : Math.max(1, precision))) {
            int digits = rounded.stripTrailingZeros().precision() - 1;
            return scientific(verb == 'g' ? 'e' : 'E', rounded, digits);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
