package plumbline.server.evidence.due;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plumbline.server.evidence.EvidenceId;
import plumbline.server.identity.Role;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;

/// Opens a task for evidence that will soon no longer be fresh, and closes it when it has been renewed.
final class RenewalSweep {
    static final String KIND = "evidence.renew";
    private static final Duration STILL_ASKED_FOR = Duration.ofDays(30);
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Tasks tasks;
    private final RenewalStore store = new RenewalStore();

    RenewalSweep(Transactions transactions, Tasks tasks) {
        this.transactions = transactions;
        this.tasks = tasks;
    }

    /// Opens what is to be renewed; says how many tasks that were.
    int open(Instant now) {
        int opened = 0;
        for (var ageing : store.ageing(transactions.reading(), now.minus(STILL_ASKED_FOR), now, BATCH)) {
            opened += transactions.get(
                    tx -> tasks.openOnce(tx, Actor.SYSTEM, task(ageing)).isPresent() ? 1 : 0);
        }
        return opened;
    }

    /// Closes what has been renewed; says how many tasks that were.
    int close() {
        int closed = 0;
        long after = 0;
        while (true) {
            var open = tasks.openOfKind(transactions.reading(), KIND, after, BATCH);
            if (open.isEmpty()) {
                return closed;
            }
            closed += close(open);
            after = open.getLast().number();
        }
    }

    private int close(List<Task> open) {
        Map<Long, Task> byEvidence = open.stream()
                .filter(task -> EvidenceId.find(task.about().id()).isPresent())
                .collect(Collectors.toMap(
                        task -> EvidenceId.find(task.about().id()).orElseThrow().number(), task -> task));
        int closed = 0;
        for (long number : store.renewed(transactions.reading(), List.copyOf(byEvidence.keySet()))) {
            closed += transactions.get(tx ->
                    tasks.close(tx, Actor.SYSTEM, KIND, about(number), Outcome.done("A fresher record has come in."))
                            ? 1
                            : 0);
        }
        return closed;
    }

    private static NewTask task(RenewalStore.Ageing ageing) {
        var owner = Owner.role(Role.COMPLIANCE_MANAGER);
        var title = "Renew evidence: " + ageing.title();
        return NewTask.of(KIND, about(ageing.number()), owner, title, ageing.freshUntil())
                .noted("It stops being fresh. Hand in a newer record with the same kind, title and service.")
                .inService(ageing.serviceId())
                .closedByFacts();
    }

    private static About about(long number) {
        var id = new EvidenceId(number).toString();
        return new About("evidence", id, "/evidence/" + id);
    }
}
