package plumbline.posture.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// How reasons put values and resources into words.
public final class Words {
    private Words() {}

    /// Why a value is not known, as the end of a sentence: `is unknown: var.x has no value`.
    public static String why(Value value) {
        Unknown unknown = firstUnknown(value);
        return unknown == null ? "has a value of another kind" : "is unknown: " + unknown.reason();
    }

    /// `a`, `a and b`, `a, b and 3 more`.
    public static String list(List<String> names) {
        int shown = names.size() <= 3 ? names.size() : 2;
        String first = String.join(", ", names.subList(0, Math.max(0, shown - 1)));
        String last = names.size() <= 3 ? names.getLast() : names.get(1) + " and " + (names.size() - 2) + " more";
        if (names.size() == 1) {
            return last;
        }
        return names.size() <= 3 ? first + " and " + last : first + ", " + last;
    }

    private static @Nullable Unknown firstUnknown(Value value) {
        if (value instanceof Unknown unknown) {
            return unknown;
        }
        if (value instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                Unknown found = firstUnknown(item);
                if (found != null) {
                    return found;
                }
            }
            return sequence.rest();
        }
        if (value instanceof Mapping mapping) {
            for (Value item : mapping.entries().values()) {
                Unknown found = firstUnknown(item);
                if (found != null) {
                    return found;
                }
            }
            return mapping.rest();
        }
        return null;
    }
}
