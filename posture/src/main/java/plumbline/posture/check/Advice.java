package plumbline.posture.check;

import java.util.ArrayList;
import java.util.List;

/// Why a failure matters, how to mend it, and the source that would do so: the first patch unless there is one for the
/// type of the resource. `{name}` and `{type}` in a patch stand for the resource that failed.
public record Advice(String why, String fix, List<Patch> patches) {
    /// Source that mends a resource of this type.
    public record Patch(String type, String source) {}

    public Advice {
        patches = List.copyOf(patches);
    }

    /// Advice with the patch that fits most.
    public Advice(String why, String fix, String patch) {
        this(why, fix, List.of(new Patch("", patch)));
    }

    /// The same with another patch for resources of a type.
    public Advice and(String type, String patch) {
        List<Patch> all = new ArrayList<>(patches);
        all.add(new Patch(type, patch));
        return new Advice(why, fix, all);
    }

    /// The patch for a resource.
    public String patchFor(Subject subject) {
        return patchFor(subject.type(), subject.name());
    }

    /// The patch for a resource of that type and name.
    public String patchFor(String type, String name) {
        String source = patches.stream()
                .filter(patch -> patch.type().equals(type))
                .findFirst()
                .orElse(patches.getFirst())
                .source();
        return source.replace("{name}", name).replace("{type}", type).strip();
    }
}
