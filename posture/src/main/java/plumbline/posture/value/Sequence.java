package plumbline.posture.value;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values in order. A set is kept sorted and without doubles. If `rest` is given, there may be any number of further
/// members, unknown for that reason.
public record Sequence(
        Kind kind, List<Value> items, @Nullable Unknown rest) implements Value {
    /// Lists have one type of member, tuples may mix, sets have neither order nor doubles.
    public enum Kind {
        LIST,
        SET,
        TUPLE
    }

    public static final Sequence EMPTY = new Sequence(Kind.TUPLE, List.of());

    public Sequence {
        items = List.copyOf(items);
    }

    public Sequence(Kind kind, List<Value> items) {
        this(kind, items, null);
    }

    /// Whether all members are here, though some of them may be unknown.
    public boolean isComplete() {
        return rest == null;
    }

    @Override
    public boolean isKnown() {
        if (rest != null) {
            return false;
        }
        for (Value item : items) {
            if (!item.isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void collectReferences(Set<Reference> into) {
        for (Value item : items) {
            item.collectReferences(into);
        }
        if (rest != null) {
            rest.collectReferences(into);
        }
    }
}
