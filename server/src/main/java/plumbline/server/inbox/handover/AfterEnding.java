package plumbline.server.inbox.handover;

import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;

/// Brings the tasks about people who left in line, in the transaction in which somebody leaves or comes back.
final class AfterEnding implements AccountEnding {
    private final Supplier<HandoverTasks> tasks;
    private final Journal journal;

    /// @param tasks asked for late, because they know the accounts whose endings these are
    AfterEnding(Supplier<HandoverTasks> tasks, Journal journal) {
        this.tasks = tasks;
        this.journal = journal;
    }

    @Override
    public void end(DSLContext transaction, Actor by, Account account, Rights left) {
        tasks.get().settle(transaction, by, account, journal.now());
    }

    @Override
    public void endAll(DSLContext transaction, Actor by, List<Left> people) {
        var accounts = people.stream().map(Left::account).toList();
        tasks.get().settleAll(transaction, by, accounts, journal.now());
    }
}
