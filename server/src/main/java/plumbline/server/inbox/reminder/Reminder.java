package plumbline.server.inbox.reminder;

import java.time.Instant;

/// That somebody was reminded of a task.
///
/// @param accountId of whom
record Reminder(Instant at, Moment moment, long accountId, String name) {}
