package plumbline.posture.value;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A value that cannot be told from the source, why, and which resources it would come from.
public record Unknown(String reason, SortedSet<Reference> sources) implements Value {
    public Unknown {
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
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
        return new Unknown(reason, all);
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
