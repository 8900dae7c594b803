package plumbline.server.finding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How bad a failing check is. The number is what the database sorts by.
public enum Severity {
    LOW(1),
    MEDIUM(2),
    HIGH(3),
    CRITICAL(4);

    private final short rank;

    Severity(int rank) {
        this.rank = (short) rank;
    }

    public short rank() {
        return rank;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<Severity> worstFirst() {
        return List.of(CRITICAL, HIGH, MEDIUM, LOW);
    }

    static Severity ofRank(short rank) {
        return values()[rank - 1];
    }

    static Optional<Severity> ofWord(String word) {
        for (var severity : values()) {
            if (severity.word().equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
