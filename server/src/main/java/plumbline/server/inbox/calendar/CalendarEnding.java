package plumbline.server.inbox.calendar;

import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;

/// Ends the address of a calendar together with all sessions: whoever was in once may have made it, or kept a copy.
final class CalendarEnding implements AccountEnding {
    private final Journal journal;
    private final CalendarStore store = new CalendarStore();

    CalendarEnding(Journal journal) {
        this.journal = journal;
    }

    /// A calendar shows what its owner may see at each reading, so nothing in it rests on rights that are lost.
    @Override
    public void end(DSLContext transaction, Actor by, Account account, Rights left) {}

    @Override
    public void signedOut(DSLContext transaction, Actor by, Account account) {
        if (store.delete(transaction, account.id())) {
            journal.append(transaction, by, "calendar-link.revoked", account.subject());
        }
    }
}
