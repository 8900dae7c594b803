package plumbline.server.evidence.due;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Role;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;

/// Asks whoever wanted a pack that failed to export it again, until that is done.
final class FailedPackSweep {
    static final String KIND = "pack.failed";
    private static final Duration STILL_ASKED_FOR = Duration.ofDays(30);
    private static final Duration TIME = Duration.ofDays(7);
    private static final String PERSON = "account:";
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Tasks tasks;
    private final FailedPackStore store = new FailedPackStore();

    FailedPackSweep(Transactions transactions, Tasks tasks) {
        this.transactions = transactions;
        this.tasks = tasks;
    }

    /// Opens and closes; says how many tasks changed.
    int run(Instant now) {
        int changed = 0;
        for (var failed : store.failed(transactions.reading(), now.minus(STILL_ASKED_FOR), BATCH)) {
            changed += transactions.get(
                    tx -> tasks.openOnce(tx, Actor.SYSTEM, task(failed)).isPresent() ? 1 : 0);
        }
        return changed + close();
    }

    private int close() {
        Map<Long, Task> open = tasks.openOfKind(transactions.reading(), KIND, 0, BATCH).stream()
                .filter(task -> number(task).isPresent())
                .collect(Collectors.toMap(task -> number(task).orElseThrow(), task -> task));
        int closed = 0;
        for (long pack : store.exportedAgain(transactions.reading(), List.copyOf(open.keySet()))) {
            closed += transactions.get(tx ->
                    tasks.close(tx, Actor.SYSTEM, KIND, about(pack), Outcome.done("It was exported again.")) ? 1 : 0);
        }
        return closed;
    }

    private static Optional<Long> number(Task task) {
        return LedgerItem.find(task.about().id()).map(LedgerItem::number);
    }

    private static NewTask task(FailedPackStore.Failed failed) {
        var id = LedgerItem.pack(failed.number()).id();
        var title =
                failed.title().isEmpty() ? "Export the pack again: " + id : "Export the pack again: " + failed.title();
        return NewTask.of(
                        KIND,
                        about(failed.number()),
                        owner(failed),
                        title,
                        failed.at().plus(TIME))
                .noted(failed.failure())
                .inService(failed.serviceId());
    }

    private static Owner owner(FailedPackStore.Failed failed) {
        var who = failed.actorId();
        return who.matches(PERSON + "[0-9]{1,18}")
                ? Owner.person(Long.parseLong(who.substring(PERSON.length())))
                : Owner.role(Role.COMPLIANCE_MANAGER);
    }

    private static About about(long number) {
        var id = LedgerItem.pack(number).id();
        return new About("pack", id, "/packs/" + id);
    }
}
