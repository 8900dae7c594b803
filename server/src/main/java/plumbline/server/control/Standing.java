package plumbline.server.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the controls of an edition stood when somebody last looked on a day.
///
/// @param controls the ids of the controls in each state
public record Standing(LocalDate day, Instant lookedAt, Map<ControlState, Set<String>> controls) {

    public Standing {
        controls = Map.copyOf(controls);
    }

    public long count(ControlState state) {
        return controls.getOrDefault(state, Set.of()).size();
    }

    /// How one of them stood; empty when it was not among them.
    public Optional<ControlState> of(String control) {
        return controls.entrySet().stream()
                .filter(entry -> entry.getValue().contains(control))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
