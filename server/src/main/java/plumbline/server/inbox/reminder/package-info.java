/// Reminders, escalation and digests. Of an open task people are reminded 30, 7 and 1 days before its deadline and when
/// it is overdue, each moment once; a task that is opened late is told of as late as it is. After some days overdue
/// ([ReminderSettings]) the owner's manager hears of it, or whoever runs the programme, and sees the task from then on.
/// A digest lists what waits, daily or weekly as each person chose, and is not sent when there is nothing.
@NullMarked
package plumbline.server.inbox.reminder;

import org.jspecify.annotations.NullMarked;
