package plumbline.server.api;

import org.jspecify.annotations.Nullable;

/// The version of something that can change, as `ETag` and `If-Match` carry it.
public final class ETag {
    private ETag() {}

    /// The header's value for a version.
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /// The version that a caller means by `If-Match`; a change without it is refused.
    ///
    /// @throws ProblemException 412 when it is missing, or not a version
    public static int required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(ProblemType.PRECONDITION_REQUIRED, "Send the ETag that you read as If-Match.")
                    .exception();
        }
        var version = ifMatch.strip().replaceFirst("^W/", "");
        if (!version.matches("\"[0-9]{1,9}\"")) {
            throw changed().exception();
        }
        return Integer.parseInt(version.substring(1, version.length() - 1));
    }

    /// What to answer when the version is no longer the present one.
    public static Problem changed() {
        return Problem.of(ProblemType.CHANGED, "Read it again, and decide on what it is now.");
    }
}
