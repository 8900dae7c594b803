package plumbline.server.inbox.routine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;

/// Opens the tasks of routines that have come round. Several processes may do so at once: each holds one routine at a
/// time, and a round is kept once.
public final class RoutineSweep {
    static final String KIND = "routine";

    private final Transactions transactions;
    private final Tasks tasks;
    private final RoutineStore store = new RoutineStore();

    RoutineSweep(Transactions transactions, Tasks tasks) {
        this.transactions = transactions;
        this.tasks = tasks;
    }

    /// Does what is due; says how many tasks were opened.
    public int run(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int opened = 0;
        while (true) {
            int one = transactions.get(tx -> one(tx, today));
            if (one < 0) {
                return opened;
            }
            opened += one;
        }
    }

    /// Lets one routine come round: 1 when a task was opened, 0 when not, less when none is due.
    private int one(DSLContext tx, LocalDate today) {
        var due = store.holdDue(tx, today);
        if (due.isEmpty()) {
            return -1;
        }
        var routine = due.get();
        var plan = routine.plan();
        // Of what passed while nobody looked only the newest is worth a task; the others are kept as missed.
        var passed = plan.every().between(plan.startsOn(), routine.nextOn(), today);
        store.setNext(tx, routine.number(), plan.every().onOrAfter(plan.startsOn(), today.plusDays(1)));
        if (passed.isEmpty()) {
            return 0;
        }
        passed.subList(0, passed.size() - 1).forEach(day -> store.keep(tx, routine.number(), day, null));
        var day = passed.getLast();
        if (store.known(tx, routine.number(), day)) {
            return 0;
        }
        var task = tasks.open(tx, Actor.SYSTEM, task(routine, day));
        store.keep(tx, routine.number(), day, task.number());
        return 1;
    }

    private static NewTask task(Routine routine, LocalDate day) {
        var plan = routine.plan();
        var about = new About("routine", routine.id() + "/" + day, routine.href());
        return NewTask.of(KIND, about, plan.owner(), plan.title(), day.plusDays(plan.days()))
                .noted(plan.checklist())
                .inService(plan.serviceId());
    }
}
