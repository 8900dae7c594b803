package plumbline.server.identity.handover;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.handover.Ownership.Holding;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;

/// Gives what one person owns to another, all of it or nothing.
public final class Handover {
    private final Accounts accounts;
    private final Journal journal;
    private final Ownership ownership;
    private final List<AfterHandover> afterwards;

    Handover(Accounts accounts, Journal journal, Ownership ownership, List<AfterHandover> afterwards) {
        this.accounts = accounts;
        this.journal = journal;
        this.ownership = ownership;
        this.afterwards = List.copyOf(afterwards);
    }

    /// What was handed over to whom.
    record Done(Account to, List<Holding> handed) {
        int count() {
            return handed.stream().mapToInt(Holding::count).sum();
        }
    }

    /// Hands over, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when the other cannot take over, or nothing is left
    Done over(DSLContext transaction, Actor by, Account from, long to) {
        var change = accounts.changeRights(transaction, by).requireStillAllowed();
        if (!change.mayManage(from)) {
            throw Problem.of(ProblemType.FORBIDDEN, Accounts.BEYOND).exception();
        }
        var done = pass(transaction, by, from, successor(transaction, from, to, "/to"));
        if (done.handed().isEmpty()) {
            throw Problem.conflict(
                            "Nothing belongs to " + from.name() + " that somebody could take over, or no longer.")
                    .exception();
        }
        return done;
    }

    /// Ends an account, after what its owner has went to somebody, or to nobody yet (null).
    ///
    /// @throws plumbline.server.api.ProblemException when the other cannot take over
    public Accounts.Changed leave(Actor by, Account seen, @Nullable Long successor) {
        return accounts.deactivate(by, seen, tx -> {
            if (successor != null) {
                pass(tx, by, seen, successor(tx, seen, successor, "/successor"));
            }
        });
    }

    private Done pass(DSLContext tx, Actor by, Account from, Account successor) {
        var handed = new ArrayList<Holding>();
        for (var kind : ownership.passing()) {
            int count = kind.pass(tx, by, from, successor);
            if (count > 0) {
                handed.add(new Holding(kind, count, List.of()));
            }
        }
        if (!handed.isEmpty()) {
            journal.append(tx, by, "account.handed-over", from.subject(), details(successor, handed));
            afterwards.forEach(next -> next.follow(tx, by, from));
        }
        return new Done(successor, List.copyOf(handed));
    }

    /// Whoever takes over. They stay able to sign in until the transaction ends, which holds the lock of all rights.
    private Account successor(DSLContext tx, Account from, long to, String pointer) {
        if (to == from.id()) {
            throw Problem.invalid(pointer, "must be somebody else").exception();
        }
        var successor = accounts.these(tx, List.of(to)).stream()
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalid(pointer, "must be the id of a person").exception());
        if (!successor.active()) {
            throw Problem.conflict(successor.name() + " cannot sign in any more: choose somebody else.")
                    .exception();
        }
        return successor;
    }

    private static JsonObject details(Account to, List<Holding> handed) {
        var counts = JsonObject.builder();
        handed.forEach(holding -> counts.put(holding.kind().kind(), holding.count()));
        return Changes.begin()
                .field("to", null, to.name())
                .details(JsonObject.builder()
                        .put("account", "account:" + to.id())
                        .put("things", counts.build()));
    }
}
