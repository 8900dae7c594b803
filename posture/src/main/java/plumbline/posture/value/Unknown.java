package plumbline.posture.value;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A value that cannot be told from the source, why, and which resources it would come from. Of a text that is known in
/// parts, `pieces` are the parts in order, each a `Text` or an `Unknown`; otherwise they are empty.
public record Unknown(String reason, SortedSet<Reference> sources, List<Value> pieces) implements Value {
    public Unknown {
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
        pieces = List.copyOf(pieces);
    }

    public Unknown(String reason, SortedSet<Reference> sources) {
        this(reason, sources, List.of());
    }

    /// A text made of pieces of which at least one is unknown: its reason is the first one's, its sources are theirs.
    public static Unknown ofPieces(List<Value> pieces) {
        SortedSet<Reference> sources = new TreeSet<>();
        String reason = null;
        for (Value piece : pieces) {
            piece.collectReferences(sources);
            if (reason == null && piece instanceof Unknown unknown) {
                reason = unknown.reason();
            }
        }
        if (reason == null) {
            throw new IllegalArgumentException("pieces must hold an unknown one, but are all known");
        }
        return new Unknown(reason, sources, pieces);
    }

    public static Unknown because(String reason) {
        return new Unknown(reason, Collections.emptySortedSet());
    }

    /// The unknown attribute of a resource: it keeps pointing there.
    public static Unknown of(Reference reference, String reason) {
        return new Unknown(reason, new TreeSet<>(Set.of(reference)));
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

    @Override
    public boolean isKnown() {
        return false;
    }

    @Override
    public void collectReferences(Set<Reference> into) {
        into.addAll(sources);
    }
}
