package plumbline.server.control;

import plumbline.catalog.ControlRef;

/// What somebody wants to decide about one control.
///
/// @param seenVersion the version of the decision that they saw, 0 for none
public record Ruling(ControlRef control, int seenVersion, boolean applicable, String reason) {
    public static final int MAX_REASON = 2_000;

    public Ruling {
        reason = reason.strip();
        if (!says(reason)) {
            throw new IllegalArgumentException("reason must have 1 to " + MAX_REASON + " characters");
        }
    }

    /// Whether this can be a reason: nothing is decided without one.
    public static boolean says(String reason) {
        var why = reason.strip();
        return !why.isEmpty() && why.length() <= MAX_REASON && why.indexOf('\0') < 0;
    }
}
