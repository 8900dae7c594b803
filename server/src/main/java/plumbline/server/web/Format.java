package plumbline.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Numbers, sizes and times as people read them. Pure: now is handed in.
public final class Format {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Format() {}

    /// `1 284 007` with narrow no-break spaces.
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
    }

    /// `98.4 %`; never rounds up to 100 or down to 0 what is not.
    public static String percent(long part, long whole) {
        if (whole <= 0) {
            return "–";
        }
        var tenths = Math.floorDiv(part * 1000, whole);
        if (tenths == 0 && part > 0) {
            return "< 0.1\u202f%";
        }
        return (tenths % 10 == 0 ? "" + tenths / 10 : tenths / 10 + "." + tenths % 10) + "\u202f%";
    }

    /// `1 file`, `2 files`.
    public static String count(long value, String one, String many) {
        return number(value) + " " + (value == 1 ? one : many);
    }

    /// `4.2 MB`, `50 MB`, in powers of a thousand.
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        var number = String.format(Locale.ROOT, "%.1f", size);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " " + UNITS[unit];
    }

    /// `3 min ago`, `in 2 days`; from a year on the date itself, for nobody counts months.
    public static String relative(Instant at, Instant now) {
        var gap = Duration.between(now, at);
        var span = gap.abs();
        if (span.toSeconds() < 45) {
            return "now";
        }
        if (span.toDays() >= 365) {
            return day(at);
        }
        var words = span(span);
        return gap.isNegative() ? words + " ago" : "in " + words;
    }

    /// `41 s`, `3 min`, `5 h`, `12 days`, `4 months`: the largest unit that fits, rounded down.
    public static String span(Duration span) {
        if (span.toSeconds() < 60) {
            return span.toSeconds() + " s";
        }
        if (span.toMinutes() < 60) {
            return span.toMinutes() + " min";
        }
        if (span.toHours() < 48) {
            return span.toHours() + " h";
        }
        return span.toDays() < 90 ? span.toDays() + " days" : span.toDays() / 30 + " months";
    }

    /// `23 Nov 2026`, in UTC.
    public static String day(Instant at) {
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    /// `2026-11-23 09:02:11 UTC`, what stands behind every relative time.
    public static String exact(Instant at) {
        return EXACT.format(at.atOffset(ZoneOffset.UTC));
    }

    /// A path, address or e-mail in the pieces between which a line may break; a file keeps its ending.
    public static List<String> pieces(String text) {
        return List.of(text.split("(?<=[/@])(?=[^/@])|(?<=[\\w\\]]\\.)(?![a-z0-9]{1,4}(?::|$))", -1));
    }

    /// `roles changed` for `account.roles-changed`: what was done, where what it was done to is known.
    public static String action(String action) {
        return action.substring(action.indexOf('.') + 1).replace('-', ' ').replace('.', ' ');
    }

    /// The first twelve characters of a digest: enough to recognise, the copy button gives it whole.
    public static String shortDigest(String digest) {
        var hex = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
        return hex.length() <= 12 ? hex : hex.substring(0, 12);
    }
}
