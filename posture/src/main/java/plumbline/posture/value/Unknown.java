package plumbline.posture.value;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A value that cannot be told from the source, why, and which resources it would come from.
///
/// `pieces` are given for a text that is known in part: its texts and unknowns in order, so that `"${x}/*"` still
/// ends in `/*` and a policy with one unknown name can still be read through [Json#decode].
public record Unknown(String reason, SortedSet<Reference> sources, List<Value> pieces) implements Value {
    private static final Set<String> ASSIGNED = Set.of("id", "arn", "bucket", "name", "key_id");

    public Unknown {
        sources = sources.isEmpty() ? Collections.emptySortedSet() : frozen(sources);
        pieces = List.copyOf(pieces);
    }

    public Unknown(String reason, SortedSet<Reference> sources) {
        this(reason, sources, List.of());
    }

    public static Unknown because(String reason) {
        return new Unknown(reason, Collections.emptySortedSet());
    }

    /// The unknown attribute of a resource: it keeps pointing there.
    public static Unknown of(Reference reference, String reason) {
        return new Unknown(reason, new TreeSet<>(Set.of(reference)));
    }

    /// A text made of pieces of which at least one is unknown: its reason is the first one's, its sources are theirs.
    public static Unknown ofPieces(List<Value> pieces) {
        Unknown cause = from("", pieces);
        if (cause.reason.isEmpty()) {
            throw new IllegalArgumentException("pieces must hold an unknown one, but are all known");
        }
        return new Unknown(cause.reason, cause.sources, pieces);
    }

    /// What cannot be told because of unknown parts of these values: the reason of the first, the references of all.
    public static Unknown from(String otherwise, Iterable<Value> values) {
        String reason = null;
        SortedSet<Reference> all = new TreeSet<>();
        for (Value value : values) {
            value.collectReferences(all);
            Unknown found = reason == null ? first(value) : null;
            reason = found == null ? reason : found.reason;
        }
        return new Unknown(reason == null ? otherwise : reason, all);
    }

    /// The first unknown in a value, or null if it is known throughout.
    static @Nullable Unknown first(Value value) {
        if (value.isKnown()) {
            return null;
        }
        return switch (value) {
            case Unknown unknown -> unknown;
            case Sequence sequence -> first(sequence.items(), sequence.rest());
            case Mapping mapping -> first(mapping.entries().values(), mapping.rest());
            case Null _, Bool _, Num _, Text _ -> null;
        };
    }

    private static @Nullable Unknown first(Iterable<Value> members, @Nullable Unknown rest) {
        for (Value member : members) {
            Unknown found = first(member);
            if (found != null) {
                return found;
            }
        }
        return rest;
    }

    /// The same reason, pointing to these as well.
    public Unknown with(Set<Reference> more) {
        if (sources.containsAll(more)) {
            return this;
        }
        SortedSet<Reference> all = new TreeSet<>(sources);
        all.addAll(more);
        return new Unknown(reason, all, pieces);
    }

    /// What a key or an attribute of this unknown is: unknown too, its references one step longer.
    public Unknown attribute(String name) {
        if (sources.isEmpty()) {
            return this;
        }
        SortedSet<Reference> longer = new TreeSet<>();
        for (Reference source : sources) {
            longer.add(source.then(name));
        }
        return new Unknown(reason, longer);
    }

    /// Whether it surely is something: a text with a known part, or the id, ARN or name of a resource, which its
    /// provider always sets.
    public boolean isSurelySet() {
        for (Value piece : pieces) {
            if (piece instanceof Text(String text) && !text.isEmpty()) {
                return true;
            }
        }
        return sources.size() == 1 && isAssigned(sources.first());
    }

    private static boolean isAssigned(Reference source) {
        String resource = source.resource();
        boolean module = resource.startsWith("module.", resource.lastIndexOf('.', resource.lastIndexOf('.') - 1) + 1);
        return ASSIGNED.contains(source.attribute()) && !module;
    }

    @Override
    public boolean isKnown() {
        return false;
    }

    @Override
    public void collectReferences(Set<Reference> into) {
        into.addAll(sources);
    }

    private static SortedSet<Reference> frozen(SortedSet<Reference> sources) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    }
}
