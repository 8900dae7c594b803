package plumbline.posture.check;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.terraform.Resource;

/// The resources that belong to another: for certain, or possibly, because what they name is not known.
public record Attached(List<Resource> certain, List<Resource> possible) {
    static final Attached NONE = new Attached(List.of(), List.of());

    public Attached {
        certain = List.copyOf(certain);
        possible = List.copyOf(possible);
    }

    public boolean isEmpty() {
        return certain.isEmpty() && possible.isEmpty();
    }

    /// Both together, as when settings come in two types of resource.
    public Attached and(Attached other) {
        List<Resource> allCertain = new ArrayList<>(certain);
        allCertain.addAll(other.certain);
        List<Resource> allPossible = new ArrayList<>(possible);
        allPossible.addAll(other.possible);
        return new Attached(allCertain, allPossible);
    }
}
