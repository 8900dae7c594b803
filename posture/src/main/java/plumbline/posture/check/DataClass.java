package plumbline.posture.check;

import java.util.Locale;
import java.util.Optional;

/// How much harm the loss of data would do, by the owner's word in the tag `data_class`.
public enum DataClass {
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    RESTRICTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether only named people may see it: confidential or restricted.
    public boolean isSensitive() {
        return this == CONFIDENTIAL || this == RESTRICTED;
    }

    public static Optional<DataClass> of(String word) {
        for (DataClass dataClass : values()) {
            if (dataClass.word().equalsIgnoreCase(word.strip())) {
                return Optional.of(dataClass);
            }
        }
        return Optional.empty();
    }
}
