package plumbline.server.evidence.pack;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// What the operator may set for packs.
///
/// @param maxBytes most bytes of one pack (`PLUMBLINE_PACK_MAX_MB`)
record PackSettings(long maxBytes) {
    /// More entries than these would make a pack that nobody reads, and that takes too much memory to make.
    static final int MOST_JOURNAL = 100_000;

    private static final int DEFAULT_MEGABYTES = 2_000;
    private static final int MOST_MEGABYTES = 60_000;

    static PackSettings from(Function<String, @Nullable String> variables) {
        var text = variables.apply("PLUMBLINE_PACK_MAX_MB");
        if (text == null || text.isBlank()) {
            return new PackSettings(DEFAULT_MEGABYTES * 1_000_000L);
        }
        try {
            int megabytes = Integer.parseInt(text.strip());
            if (megabytes >= 1 && megabytes <= MOST_MEGABYTES) {
                return new PackSettings(megabytes * 1_000_000L);
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words as a number out of range
        }
        throw new StartFailure(
                "PLUMBLINE_PACK_MAX_MB must be a number from 1 to " + MOST_MEGABYTES + ", but is \"" + text + "\".");
    }
}
