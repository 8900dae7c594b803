package plumbline.server.inbox;

import java.util.function.Supplier;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;

/// Who gets the tasks of somebody who leaves, in the transaction in which they leave.
final class Successors implements AccountEnding {
    private final Supplier<Tasks> tasks;

    /// @param tasks asked for late, because they know the accounts whose endings these are
    Successors(Supplier<Tasks> tasks) {
        this.tasks = tasks;
    }

    @Override
    public void end(DSLContext transaction, Actor by, Account account, Rights left) {
        if (!account.active()) {
            tasks.get().leave(transaction, by, Owner.person(account.id()));
        }
    }
}
