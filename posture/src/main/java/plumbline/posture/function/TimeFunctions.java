package plumbline.posture.function;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Value;

/// Functions over given times; the present is none of theirs.
final class TimeFunctions {
    private TimeFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "formatdate" -> Value.of(format(arguments, arguments.text(0), time(arguments, 1)));
            case "timeadd" -> add(arguments);
            case "timecmp" ->
                Value.of(Integer.signum(time(arguments, 0)
                        .toInstant()
                        .compareTo(time(arguments, 1).toInstant())));
            default -> null;
        };
    }

    private static OffsetDateTime time(Arguments arguments, int index) {
        try {
            return OffsetDateTime.parse(arguments.text(index));
        } catch (DateTimeException error) {
            throw arguments.error("\"" + arguments.text(index) + "\" is no time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Value add(Arguments arguments) {
        try {
            OffsetDateTime sum = time(arguments.count(2, 2), 0).plus(duration(arguments, arguments.text(1)));
            return Value.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(sum));
        } catch (DateTimeException | ArithmeticException error) {
            throw arguments.error("the time is out of range");
        }
    }

    private static Duration duration(Arguments arguments, String text) {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        double nanoseconds = 0;
        if (at == text.length()) {
            throw arguments.error("a duration such as 1h30m is required");
        }
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            int unit = at;
            while (at < text.length() && !Character.isDigit(text.charAt(at)) && text.charAt(at) != '.') {
                at++;
            }
            double scale = switch (text.substring(unit, at)) {
                case "ns" -> 1;
                case "us", "µs" -> 1e3;
                case "ms" -> 1e6;
                case "s" -> 1e9;
                case "m" -> 60e9;
                case "h" -> 3600e9;
                default -> throw arguments.error("a duration such as 1h30m is required");
            };
            try {
                nanoseconds += Double.parseDouble(text.substring(start, unit)) * scale;
            } catch (NumberFormatException error) {
                throw arguments.error("a duration such as 1h30m is required");
            }
        }
        return Duration.ofNanos((long) (negative ? -nanoseconds : nanoseconds));
    }

    private static String format(Arguments arguments, String pattern, OffsetDateTime time) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '\'') {
                int end = pattern.indexOf('\'', at + 1);
                if (end < 0) {
                    throw arguments.error("a quote in the format is never closed");
                }
                out.append(end == at + 1 ? "'" : pattern.substring(at + 1, end));
                at = end + 1;
                continue;
            }
            int end = at;
            while (end < pattern.length() && pattern.charAt(end) == c) {
                end++;
            }
            String run = pattern.substring(at, end);
            out.append(Character.isLetter(c) ? part(arguments, run, time) : run);
            at = end;
        }
        return out.toString();
    }

    private static String part(Arguments arguments, String run, OffsetDateTime time) {
        return switch (run) {
            case "YYYY" -> padded(time.getYear(), 4);
            case "YY" -> padded(time.getYear() % 100, 2);
            case "MMMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "MMM" ->
                time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "MM" -> padded(time.getMonthValue(), 2);
            case "M" -> "" + time.getMonthValue();
            case "DD" -> padded(time.getDayOfMonth(), 2);
            case "D" -> "" + time.getDayOfMonth();
            case "EEEE" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "EEE" ->
                time.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3);
            case "hh" -> padded(time.getHour(), 2);
            case "h" -> "" + time.getHour();
            case "HH" -> padded((time.getHour() + 11) % 12 + 1, 2);
            case "H" -> "" + ((time.getHour() + 11) % 12 + 1);
            case "AA" -> time.getHour() < 12 ? "AM" : "PM";
            case "aa" -> time.getHour() < 12 ? "am" : "pm";
            case "mm" -> padded(time.getMinute(), 2);
            case "m" -> "" + time.getMinute();
            case "ss" -> padded(time.getSecond(), 2);
            case "s" -> "" + time.getSecond();
            case "Z", "ZZZ", "ZZZZ", "ZZZZZ" -> zone(run, time.getOffset());
            default -> throw arguments.error("\"" + run + "\" means nothing in a format");
        };
    }

    private static String zone(String run, ZoneOffset offset) {
        boolean zero = offset.getTotalSeconds() == 0;
        if (zero && run.length() == 1) {
            return "Z";
        }
        if (zero && run.length() == 3) {
            return "UTC";
        }
        String text = zero ? "+00:00" : offset.getId();
        return run.length() == 3 || run.length() == 4 ? text.replace(":", "") : text;
    }

    private static String padded(int number, int width) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
