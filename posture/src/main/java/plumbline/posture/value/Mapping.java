package plumbline.posture.value;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values by key, sorted. If `rest` is given, a missing key is unknown for that reason, not absent: so it is for the
/// attributes of a resource that only its provider can tell.
public final class Mapping implements Value {
    /// Maps have one type of value, objects have named attributes each of its own type.
    public enum Kind {
        MAP,
        OBJECT
    }

    public static final Mapping EMPTY = new Mapping(Kind.OBJECT, Collections.emptySortedMap());

    private final Kind kind;
    private final SortedMap<String, Value> entries;
    private final @Nullable Unknown rest;
    private final int weight;
    private final boolean known;

    public Mapping(Kind kind, Map<String, Value> entries) {
        this(kind, entries, null);
    }

    public Mapping(Kind kind, Map<String, Value> entries, @Nullable Unknown rest) {
        this.kind = kind;
        this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        this.rest = rest;
        this.weight = Weight.of(this.entries.values());
        this.known = rest == null && allKnown(this.entries);
    }

    public Kind kind() {
        return kind;
    }

    public SortedMap<String, Value> entries() {
        return entries;
    }

    public @Nullable Unknown rest() {
        return rest;
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

    /// How many values this holds at any depth, itself included.
    public int weight() {
        return weight;
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public void collectReferences(Set<Reference> into) {
        if (known) {
            return;
        }
        for (Value value : entries.values()) {
            value.collectReferences(into);
        }
        if (rest != null) {
            rest.collectReferences(into);
        }
    }

    private static boolean allKnown(SortedMap<String, Value> entries) {
        for (Value value : entries.values()) {
            if (!value.isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Mapping that
                        && weight == that.weight
                        && kind == that.kind
                        && entries.equals(that.entries)
                        && Objects.equals(rest, that.rest));
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + entries + (rest == null ? "" : " and " + rest);
    }
}
