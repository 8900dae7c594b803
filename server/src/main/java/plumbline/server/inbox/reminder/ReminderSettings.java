package plumbline.server.inbox.reminder;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// What the operator may set about reminders.
///
/// @param escalateAfterDays how many days overdue a task is when the manager hears of it
record ReminderSettings(int escalateAfterDays) {
    private static final int DEFAULT = 3;
    private static final int MOST = 60;

    static ReminderSettings from(Function<String, @Nullable String> variables) {
        var text = variables.apply("PLUMBLINE_ESCALATE_AFTER_DAYS");
        if (text == null || text.isBlank()) {
            return new ReminderSettings(DEFAULT);
        }
        try {
            int days = Integer.parseInt(text.strip());
            if (days >= 1 && days <= MOST) {
                return new ReminderSettings(days);
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words as a number out of range
        }
        throw new StartFailure("PLUMBLINE_ESCALATE_AFTER_DAYS must be a number from 1 to 60, but is \"" + text + "\".");
    }
}
