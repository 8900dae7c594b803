package plumbline.server.inbox.handover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.identity.handover.Ownership;
import plumbline.server.identity.handover.Ownership.Holding;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Format;

/// Opens a task for each person who has left and to whom things still belong, and closes it when there are none.
final class HandoverTasks {
    static final String KIND = "account.handover";
    private static final Duration TIME = Duration.ofDays(7);
    private static final int MOST = 1_000;

    private final Transactions transactions;
    private final Tasks tasks;
    private final Accounts accounts;
    private final Ownership ownership;

    HandoverTasks(Transactions transactions, Tasks tasks, Accounts accounts, Ownership ownership) {
        this.transactions = transactions;
        this.tasks = tasks;
        this.accounts = accounts;
        this.ownership = ownership;
    }

    /// Looks at everybody who has left; says how many tasks changed. What changed hands in other ways is seen here.
    int run(Instant now) {
        var left = accounts.all().stream().filter(account -> !account.active()).toList();
        var waiting = ownership.waiting(transactions.reading(), left);
        var open = tasks.openOfKind(transactions.reading(), KIND, 0, MOST).stream()
                .collect(Collectors.toMap(task -> task.about().id(), Function.identity()));
        int changed = 0;
        for (var account : left) {
            var held = waiting.getOrDefault(account.id(), List.of());
            var task = open.remove(about(account).id());
            boolean wrong = task == null
                    ? !held.isEmpty()
                    : !task.words().title().equals(words(account, held).title());
            if (wrong) {
                changed += transactions.get(tx -> settle(tx, Actor.SYSTEM, account, now) ? 1 : 0);
            }
        }
        for (var task : open.values()) {
            changed += transactions.get(tx -> close(tx, Actor.SYSTEM, task.about()) ? 1 : 0);
        }
        return changed;
    }

    /// Brings the task about one person in line with what belongs to them; says whether there was anything to do.
    boolean settle(DSLContext tx, Actor by, Account account, Instant now) {
        var held = account.active()
                ? List.<Holding>of()
                : ownership.waiting(tx, List.of(account)).getOrDefault(account.id(), List.of());
        if (held.isEmpty()) {
            return close(tx, by, about(account));
        }
        var words = words(account, held);
        var task = tasks.open(
                tx,
                by,
                NewTask.of(KIND, about(account), Owner.role(Role.ADMINISTRATOR), words.title(), now.plus(TIME))
                        .noted(words.note())
                        .closedByFacts());
        return task.words().equals(words) || tasks.describe(tx, by, task, words);
    }

    /// As above for many at once; those who stay are looked at only where a task is about them.
    void settleAll(DSLContext tx, Actor by, List<Account> people, Instant now) {
        if (people.size() == 1) {
            settle(tx, by, people.getFirst(), now);
            return;
        }
        var open = tasks.openOfKind(tx, KIND, 0, MOST).stream()
                .map(task -> task.about().id())
                .collect(Collectors.toSet());
        people.stream()
                .filter(account ->
                        !account.active() || open.contains(about(account).id()))
                .forEach(account -> settle(tx, by, account, now));
    }

    private boolean close(DSLContext tx, Actor by, About about) {
        return tasks.close(tx, by, KIND, about, Outcome.done("Nothing is left to hand over."));
    }

    private static About about(Account account) {
        return new About("account", "account:" + account.id(), "/settings/people/" + account.id() + "/handover");
    }

    private static Task.Words words(Account account, List<Holding> held) {
        int count = Ownership.toPass(held);
        var still = Format.count(count, "thing still belongs", "things still belong");
        var note = held.stream().map(Holding::text).collect(Collectors.joining("\n"));
        return new Task.Words(still + " to " + account.name() + ", who has left", note);
    }
}
