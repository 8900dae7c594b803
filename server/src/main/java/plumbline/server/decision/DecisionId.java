package plumbline.server.decision;

import java.util.Optional;
import java.util.regex.Pattern;

/// The number of a decision, written `DEC-0042`.
public record DecisionId(long number) {
    private static final Pattern FORM = Pattern.compile("DEC-(0{0,3}[1-9][0-9]{0,17})");

    public DecisionId {
        if (number < 1) {
            throw new IllegalArgumentException("decision number must be at least 1, but is " + number);
        }
    }

    /// Reads what [#toString] writes; empty for anything else.
    public static Optional<DecisionId> find(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var id = new DecisionId(Long.parseLong(match.group(1)));
        return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public String toString() {
        return "DEC-%04d".formatted(number);
    }
}
