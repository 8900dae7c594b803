package plumbline.catalog;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The number of a control within an edition, such as `5.1.1`, `CLD.9.5.1` or `8.35`, in the standard's own order:
/// part by part as numbers, the cloud annex after all others.
public record ControlId(String value) implements Comparable<ControlId> {
    private static final Pattern FORM = Pattern.compile("(CLD\\.)?[1-9][0-9]?(\\.[1-9][0-9]?){1,2}");
    private static final String ANNEX = "CLD.";

    public ControlId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "control id must be like 5.1.1, CLD.9.5.1 or 8.35, but is \"" + value + "\"");
        }
    }

    public static ControlId of(String value) {
        return new ControlId(value);
    }

    static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /// Whether the id is of the annex of cloud controls that the 2015 edition numbers `CLD`.
    public boolean isAnnex() {
        return value.startsWith(ANNEX);
    }

    @Override
    public int compareTo(ControlId other) {
        int annex = Boolean.compare(isAnnex(), other.isAnnex());
        return annex != 0 ? annex : Arrays.compare(parts(), other.parts());
    }

    @Override
    public String toString() {
        return value;
    }

    /// The numbers between the dots; every list of controls is sorted by them, so they are read without a regex.
    private int[] parts() {
        int[] parts = new int[3];
        int part = 0;
        for (int i = isAnnex() ? ANNEX.length() : 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '.') {
                part++;
            } else {
                parts[part] = parts[part] * 10 + (c - '0');
            }
        }
        return parts;
    }
}
