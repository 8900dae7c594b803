package plumbline.server.evidence;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// What the operator may set for evidence.
///
/// @param maxBodyBytes most bytes of one body (`PLUMBLINE_EVIDENCE_MAX_MB`)
public record EvidenceSettings(long maxBodyBytes) {
    private static final int DEFAULT_MEGABYTES = 50;
    private static final int MOST_MEGABYTES = 1024;

    static EvidenceSettings from(Function<String, @Nullable String> variables) {
        var text = variables.apply("PLUMBLINE_EVIDENCE_MAX_MB");
        if (text == null || text.isBlank()) {
            return new EvidenceSettings(DEFAULT_MEGABYTES * 1_000_000L);
        }
        try {
            int megabytes = Integer.parseInt(text.strip());
            if (megabytes >= 1 && megabytes <= MOST_MEGABYTES) {
                return new EvidenceSettings(megabytes * 1_000_000L);
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words as a number out of range
        }
        throw new StartFailure("PLUMBLINE_EVIDENCE_MAX_MB must be a number from 1 to 1024, but is \"" + text + "\".");
    }
}
