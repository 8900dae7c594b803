package plumbline.server.inbox.routine;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A day on which a routine came round.
///
/// @param task number of its task, or null when it was missed
/// @param state of the task, or `missed`
public record Round(
        LocalDate day,
        @Nullable Long task,
        String state,
        @Nullable LocalDate deadline,
        @Nullable String closedBy) {

    /// The id of its task, or empty.
    public String taskId() {
        return task == null ? "" : "TSK-%04d".formatted(task);
    }
}
