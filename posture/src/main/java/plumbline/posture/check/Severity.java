package plumbline.posture.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How bad a failure is, from the least.
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /// The word by which people and files know it: `high`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    public static List<Severity> worstFirst() {
        return List.of(values()).reversed();
    }

    public static Optional<Severity> of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
