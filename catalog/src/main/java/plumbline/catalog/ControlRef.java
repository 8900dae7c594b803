package plumbline.catalog;

import java.util.Comparator;
import java.util.regex.Pattern;

/// The key of everything said about a control: the edition and the number within it, written `2015/CLD.9.5.1`.
public record ControlRef(String edition, ControlId id) implements Comparable<ControlRef> {
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Comparator<ControlRef> ORDER =
            Comparator.comparing(ControlRef::edition).thenComparing(ControlRef::id);

    public ControlRef {
        if (!YEAR.matcher(edition).matches()) {
            throw new IllegalArgumentException("edition must be a year like 2015, but is \"" + edition + "\"");
        }
    }

    public static ControlRef of(String edition, String id) {
        return new ControlRef(edition, ControlId.of(id));
    }

    /// Reads what `toString` writes.
    public static ControlRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("control must be like 2015/CLD.9.5.1, but is \"" + text + "\"");
        }
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(ControlRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return edition + "/" + id;
    }
}
