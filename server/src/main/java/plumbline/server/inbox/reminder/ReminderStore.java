package plumbline.server.inbox.reminder;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.TASK;
import static plumbline.schema.Tables.TASK_REMINDER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.schema.tables.records.TaskRecord;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;

/// All SQL of reminders.
final class ReminderStore {

    /// A task of which somebody is to be reminded.
    ///
    /// @param apart keys of the people for whom it does not wait
    record Due(
            long number,
            String title,
            Owner owner,
            @Nullable Owner escalatedTo,
            String recordKind,
            @Nullable Long serviceId,
            LocalDate deadline,
            List<String> apart) {
        Due {
            apart = List.copyOf(apart);
        }

        String id() {
            return "TSK-%04d".formatted(number);
        }

        String href() {
            return "/inbox/" + id();
        }
    }

    /// Tasks of which nobody has been reminded for the moment that has come, held for this transaction; others that
    /// look meanwhile get other ones.
    List<Due> holdDue(DSLContext tx, LocalDate today, int escalateAfterDays, int limit) {
        return tx.selectFrom(TASK)
                .where(TASK.STATE.eq(inline("open")))
                .and(TASK.DEADLINE.le(today.plusDays(Moment.MONTH.number())))
                .and(condition(
                        "case when deadline <= ? then -1 when deadline < ? then 0 when deadline <= ? then 1"
                                + " when deadline <= ? then 7 else 30 end < reminded",
                        today.minusDays(escalateAfterDays),
                        today,
                        today.plusDays(Moment.DAY.number()),
                        today.plusDays(Moment.WEEK.number())))
                .orderBy(TASK.DEADLINE, TASK.ID)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(ReminderStore::due);
    }

    void setReminded(DSLContext tx, long task, Moment moment) {
        tx.update(TASK)
                .set(TASK.REMINDED, moment.number())
                .where(TASK.ID.eq(task))
                .execute();
    }

    void escalate(DSLContext tx, long task, Task.Named to, Instant now) {
        tx.update(TASK)
                .set(TASK.ESCALATED_TO, to.owner().key())
                .set(TASK.ESCALATED_NAME, to.name())
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.CHANGED_AT, now)
                .where(TASK.ID.eq(task))
                .execute();
    }

    /// Keeps that somebody is reminded; false when that is known already.
    boolean keep(DSLContext tx, Due task, Moment moment, long account, Instant now) {
        return tx.insertInto(TASK_REMINDER)
                        .set(TASK_REMINDER.TASK_ID, task.number())
                        .set(TASK_REMINDER.DEADLINE, task.deadline())
                        .set(TASK_REMINDER.MOMENT, moment.number())
                        .set(TASK_REMINDER.ACCOUNT_ID, account)
                        .set(TASK_REMINDER.AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /// The newest reminders of a task.
    List<Reminder> of(DSLContext database, long task, int limit) {
        return database.select(TASK_REMINDER.AT, TASK_REMINDER.MOMENT, ACCOUNT.ID, ACCOUNT.NAME)
                .from(TASK_REMINDER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(TASK_REMINDER.ACCOUNT_ID))
                .where(TASK_REMINDER.TASK_ID.eq(task))
                .orderBy(TASK_REMINDER.ID.desc())
                .limit(limit)
                .fetch(row -> new Reminder(row.value1(), Moment.of(row.value2()), row.value3(), row.value4()));
    }

    private static Due due(TaskRecord row) {
        var escalated = row.getEscalatedTo();
        return new Due(
                row.getId(),
                row.getTitle(),
                Owner.parse(row.getOwner()).orElseThrow(),
                escalated == null ? null : Owner.parse(escalated).orElseThrow(),
                row.getRecordKind(),
                row.getServiceId(),
                row.getDeadline(),
                List.of(row.getApart()));
    }
}
