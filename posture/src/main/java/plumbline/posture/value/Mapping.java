package plumbline.posture.value;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values by key, sorted. If `rest` is given, a missing key is unknown for that reason, not absent: so it is for the
/// attributes of a resource that only its provider can tell.
public record Mapping(
        Kind kind,
        SortedMap<String, Value> entries,
        @Nullable Unknown rest) implements Value {
    /// Maps have one type of value, objects have named attributes each of its own type.
    public enum Kind {
        MAP,
        OBJECT
    }

    public static final Mapping EMPTY = new Mapping(Kind.OBJECT, Collections.emptySortedMap());

    public Mapping {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public Mapping(Kind kind, SortedMap<String, Value> entries) {
        this(kind, entries, null);
    }

    /// Whether all keys are here, though some of their values may be unknown.
    public boolean isComplete() {
        return rest == null;
    }

    /// The value of a key: null where it is known to be missing, unknown where it may exist.
    public Value entry(String key) {
        Value value = entries.get(key);
        if (value != null) {
            return value;
        }
        return rest == null ? Null.NULL : rest.attribute(key);
    }

    @Override
    public boolean isKnown() {
        if (rest != null) {
            return false;
        }
        for (Value value : entries.values()) {
            if (!value.isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void collectReferences(Set<Reference> into) {
        for (Value value : entries.values()) {
            value.collectReferences(into);
        }
        if (rest != null) {
            rest.collectReferences(into);
        }
    }
}
