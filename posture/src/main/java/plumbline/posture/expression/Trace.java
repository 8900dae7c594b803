package plumbline.posture.expression;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// Which resources an expression took its value from. Unknown values carry their references themselves; the trace is
/// for known ones, such as a bucket's configured name.
public final class Trace {
    private static final int MOST = 500;

    /// An attribute of a resource that was read, and what it was.
    private record Use(Reference reference, Value value) {}

    private final Set<Use> direct = new LinkedHashSet<>();
    private final Set<Use> indirect = new LinkedHashSet<>();

    /// Notes the reading of a configured attribute, if `source` is a resource.
    void read(Value source, String attribute, Value value) {
        if (direct.size() < MOST
                && source instanceof Mapping mapping
                && mapping.rest() != null
                && mapping.rest().sources().size() == 1) {
            Reference resource = mapping.rest().sources().first();
            if (resource.attribute().isEmpty()) {
                direct.add(new Use(resource.then(attribute), value));
            }
        }
    }

    /// Notes the reading of a local value, variable or output that was evaluated with this trace.
    public void readThrough(Trace other) {
        if (indirect.size() < MOST) {
            indirect.addAll(other.direct);
            indirect.addAll(other.indirect);
        }
    }

    /// The references of a result: its own unknowns, what the expression named itself, and of what it read through
    /// other names the texts that are found in the result.
    public SortedSet<Reference> references(Value result) {
        SortedSet<Reference> found = new TreeSet<>();
        result.collectReferences(found);
        direct.forEach(use -> found.add(use.reference()));
        if (!indirect.isEmpty()) {
            for (Use use : indirect) {
                if (use.value() instanceof Text(String text) && text.length() > 2 && contains(result, text)) {
                    found.add(use.reference());
                }
            }
        }
        return found;
    }

    private static boolean contains(Value result, String text) {
        return switch (result) {
            case Text(String whole) -> whole.contains(text);
            case Sequence sequence -> {
                for (Value item : sequence.items()) {
                    if (contains(item, text)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Mapping mapping -> {
                for (Value item : mapping.entries().values()) {
                    if (contains(item, text)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }
}
