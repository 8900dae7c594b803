package plumbline.bench;

import java.util.Locale;

/// One measured figure with its target.
///
/// @param target what was aimed for, with its direction, for example `<= 300`; empty if the figure is only shown
public record Measure(String name, double value, String unit, String target, boolean met) {
    public static Measure atMost(String name, double value, String unit, double target) {
        return new Measure(name, value, unit, "<= " + number(target), value <= target);
    }

    public static Measure atLeast(String name, double value, String unit, double target) {
        return new Measure(name, value, unit, ">= " + number(target), value >= target);
    }

    public static Measure shown(String name, double value, String unit) {
        return new Measure(name, value, unit, "", true);
    }

    String line() {
        String verdict = target.isEmpty() ? "" : "target %s, %s".formatted(target, met ? "met" : "NOT met");
        return "%-44s %14s %-10s %s"
                .formatted(name, number(value), unit, verdict)
                .stripTrailing();
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return "%,d".formatted((long) value);
        }
        int digits = Math.abs(value) < 10 ? 3 : 1;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
