package plumbline.server.identity.passkey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key that somebody's device holds, as its owner sees it.
///
/// @param backedUp whether the device shares it with others of its owner
/// @param transports how the device is reached, in the words of WebAuthn
public record Passkey(
        long id, String name, Instant createdAt, @Nullable Instant usedAt, boolean backedUp, List<String> transports) {

    public static final int LONGEST_NAME = 60;

    public Passkey {
        transports = List.copyOf(transports);
    }

    /// A name that people can read, or what to call it when there is none.
    static String name(@Nullable String asked) {
        var name = asked == null ? "" : asked.strip().replaceAll("\\p{Cntrl}", "");
        return name.isEmpty()
                ? "Passkey"
                : name.substring(
                        0, name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), LONGEST_NAME)));
    }
}
