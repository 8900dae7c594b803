package plumbline.server.identity;

import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.platform.Actor;

/// What must end together with the rights of an account, in the same transaction. A bean.
@FunctionalInterface
public interface AccountEnding {

    /// Ends what rests on rights that the account has no longer.
    ///
    /// @param left what it still may do: nothing once it is deactivated
    void end(DSLContext transaction, Actor by, Account account, Rights left);

    /// As above, for many people at once.
    default void endAll(DSLContext transaction, Actor by, List<Left> people) {
        people.forEach(one -> end(transaction, by, one.account(), one.rights()));
    }

    /// Ends what lets in by itself whoever once was in: the account has another password or its factors were reset, so
    /// all its sessions end.
    default void signedOut(DSLContext transaction, Actor by, Account account) {}

    /// Somebody and what they still may do.
    record Left(Account account, Rights rights) {}
}
