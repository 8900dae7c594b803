package plumbline.server.inbox.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.TaskView;
import plumbline.server.inbox.Viewer;
import plumbline.server.inbox.reminder.ReminderStore.Due;
import plumbline.server.platform.Transactions;

/// Reminds of what comes up and of what is overdue, and lets managers know of what stays so.
/// Several processes may do so at once: each task is held while it is reminded of, and a moment is
/// kept with the task.
final class ReminderSweep {
    static final String KIND = "task.reminder";
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final People people;
    private final Escalation escalation;
    private final Teller teller;
    private final int escalateAfterDays;
    private final ReminderStore store = new ReminderStore();

    ReminderSweep(
            Transactions transactions, People people, Escalation escalation, Teller teller, ReminderSettings settings) {
        this.transactions = transactions;
        this.people = people;
        this.escalation = escalation;
        this.teller = teller;
        this.escalateAfterDays = settings.escalateAfterDays();
    }

    /// Reminds of everything that is due; says how many reminders that were.
    int run(Instant now) {
        int reminded = 0;
        while (true) {
            int batch = transactions.get(tx -> batch(tx, now));
            if (batch < 0) {
                return reminded;
            }
            reminded += batch;
        }
    }

    /// Reminds of some tasks: how often, or less than nothing when no task is due.
    private int batch(DSLContext tx, Instant now) {
        var due = store.holdDue(tx, day(now), escalateAfterDays, BATCH);
        if (due.isEmpty()) {
            return -1;
        }
        var everybody = people.active();
        int reminded = 0;
        for (var task : due) {
            reminded += remind(tx, task, everybody, now);
        }
        return reminded;
    }

    private int remind(DSLContext tx, Due task, List<Principal> everybody, Instant now) {
        var moment = Moment.of(task.deadline(), day(now), escalateAfterDays).orElseThrow();
        store.setReminded(tx, task.number(), moment);
        var recipients = recipients(tx, task, moment, now);
        int reminded = 0;
        for (var person : everybody) {
            var viewer = Viewer.of(person);
            if (!task.apart().contains(Owner.person(person.id()).key())
                    && recipients.stream().anyMatch(key -> viewer.owns(key, task.recordKind(), task.serviceId()))
                    && store.keep(tx, task, moment, person.id(), now)) {
                teller.tell(tx, person.id(), message(task, moment, day(now)));
                reminded++;
            }
        }
        return reminded;
    }

    private List<String> recipients(DSLContext tx, Due task, Moment moment, Instant now) {
        var owner = task.owner().key();
        return moment == Moment.ESCALATED
                ? List.of(owner, escalation.of(tx, task, now).key())
                : List.of(owner);
    }

    private static Teller.Message message(Due task, Moment moment, LocalDate today) {
        var when = TaskView.when(task.deadline(), today);
        var subject = switch (moment) {
            case MONTH, WEEK, DAY -> "Due " + when + ": " + task.title();
            case OVERDUE -> "Overdue: " + task.title();
            case ESCALATED -> "Overdue for " + days(task, today) + " days: " + task.title();
        };
        var text = task.id() + " has the deadline " + task.deadline() + " (" + when + ").";
        return new Teller.Message(
                KIND,
                "task:" + task.id() + " " + moment.word(),
                subject,
                text,
                task.href(),
                moment == Moment.ESCALATED);
    }

    private static long days(Due task, LocalDate today) {
        return ChronoUnit.DAYS.between(task.deadline(), today);
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
