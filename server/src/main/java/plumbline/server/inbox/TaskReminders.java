package plumbline.server.inbox;

import java.time.Instant;
import java.util.List;

/// Who was reminded of a task. A bean of whoever reminds.
@FunctionalInterface
public interface TaskReminders {
    List<Line> of(Task task);

    /// That somebody was reminded.
    ///
    /// @param moment for example `7 days before`
    record Line(Instant at, String moment, String person) {}
}
