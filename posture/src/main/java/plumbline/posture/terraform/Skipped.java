package plumbline.posture.terraform;

import org.jspecify.annotations.Nullable;

/// A file, or a part of one, that was not evaluated, and why.
///
/// @param module address of the module that is missing while the file itself was read, or null
public record Skipped(String file, @Nullable String module, String reason) {

    public Skipped(String file, String reason) {
        this(file, null, reason);
    }
}
