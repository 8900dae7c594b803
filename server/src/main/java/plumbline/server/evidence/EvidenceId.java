package plumbline.server.evidence;

import java.util.Optional;
import java.util.regex.Pattern;

/// The number of a piece of evidence, written `EV-0042`.
public record EvidenceId(long number) {
    private static final Pattern FORM = Pattern.compile("EV-(0{0,3}[1-9][0-9]{0,17})");

    public EvidenceId {
        if (number < 1) {
            throw new IllegalArgumentException("evidence number must be at least 1, but is " + number);
        }
    }

    /// Reads what [#toString] writes; empty for anything else.
    public static Optional<EvidenceId> find(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var id = new EvidenceId(Long.parseLong(match.group(1)));
        return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public String toString() {
        return "EV-%04d".formatted(number);
    }
}
