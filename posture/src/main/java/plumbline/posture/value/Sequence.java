package plumbline.posture.value;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values in order. A set is kept sorted and without doubles. If `rest` is given, there may be any number of further
/// members, unknown for that reason.
public final class Sequence implements Value {
    /// Lists have one type of member, tuples may mix, sets have neither order nor doubles.
    public enum Kind {
        LIST,
        SET,
        TUPLE
    }

    public static final Sequence EMPTY = new Sequence(Kind.TUPLE, List.of());

    private final Kind kind;
    private final List<Value> items;
    private final @Nullable Unknown rest;
    private final int weight;
    private final boolean known;

    public Sequence(Kind kind, List<Value> items) {
        this(kind, items, null);
    }

    public Sequence(Kind kind, List<Value> items, @Nullable Unknown rest) {
        this.kind = kind;
        this.items = kind == Kind.SET ? sorted(items) : List.copyOf(items);
        this.rest = rest;
        this.weight = Weight.of(this.items);
        this.known = rest == null && allKnown(this.items);
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public List<Value> items() {
        return items;
    }

    public @Nullable Unknown rest() {
        return rest;
    }

    /// Whether all members are here, though some of them may be unknown.
    public boolean isComplete() {
        return rest == null;
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
        for (Value item : items) {
            item.collectReferences(into);
        }
        if (rest != null) {
            rest.collectReferences(into);
        }
    }

    private static List<Value> sorted(List<Value> items) {
        TreeSet<Value> distinct = new TreeSet<>(ValueOrder.ORDER);
        distinct.addAll(items);
        return List.copyOf(distinct);
    }

    private static boolean allKnown(List<Value> items) {
        for (Value item : items) {
            if (!item.isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Sequence that
                        && weight == that.weight
                        && kind == that.kind
                        && items.equals(that.items)
                        && Objects.equals(rest, that.rest));
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + items + (rest == null ? "" : " and " + rest);
    }
}
