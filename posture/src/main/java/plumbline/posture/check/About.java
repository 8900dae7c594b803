package plumbline.posture.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a check is called and stands for. The title states the requirement, as it reads when it is met.
public record About(String id, String title, Severity severity, List<Controls> controls, Advice advice) {
    public About {
        controls = List.copyOf(controls);
    }

    /// Refs of the 2015 edition, then of the 2026 one, none twice.
    public List<String> controlRefs() {
        Set<String> refs = new LinkedHashSet<>();
        for (Controls control : controls) {
            refs.add(control.ref());
        }
        for (Controls control : controls) {
            refs.addAll(control.successors());
        }
        return List.copyOf(refs);
    }
}
