package plumbline.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A benchmark's options: `--name value` pairs.
public final class BenchOptions {
    private final Map<String, String> values = new LinkedHashMap<>();

    /// Refuses an option that is not among the known ones or has no value.
    public BenchOptions(String[] args, Set<String> known) {
        for (int i = 0; i < args.length; i += 2) {
            if (!known.contains(args[i])) {
                throw new IllegalArgumentException("unknown option " + args[i] + ", known are " + known);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            values.put(args[i], args[i + 1]);
        }
    }

    public String text(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    public long number(String name, long fallback) {
        String value = values.get(name);
        try {
            return value == null
                    ? fallback
                    : Long.parseLong(value.replace("_", "").replace(",", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, but is " + value, e);
        }
    }

    /// A number of bytes, as `500m` or `1g` (of 1000 each), or plain.
    public long bytes(String name, long fallback) {
        String value = text(name, Long.toString(fallback)).toLowerCase(Locale.ROOT);
        long unit = value.endsWith("g") ? 1_000_000_000 : value.endsWith("m") ? 1_000_000 : 1;
        try {
            return Math.multiplyExact(unit, Long.parseLong(unit == 1 ? value : value.substring(0, value.length() - 1)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a size such as 500m or 1g, but is " + value, e);
        }
    }

    public boolean json() {
        String format = text("--format", "text");
        if (!format.equals("text") && !format.equals("json")) {
            throw new IllegalArgumentException("--format must be text or json, but is " + format);
        }
        return format.equals("json");
    }
}
