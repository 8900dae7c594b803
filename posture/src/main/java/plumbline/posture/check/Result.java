package plumbline.posture.check;

import java.util.Locale;

/// What a check says of a resource. Only pass is pass. A scan gives the first three; error and stale come to a result
/// later, when it could not be renewed.
public enum Result {
    PASS,
    FAIL,
    UNKNOWN,
    ERROR,
    STALE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
