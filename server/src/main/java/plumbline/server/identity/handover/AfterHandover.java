package plumbline.server.identity.handover;

import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.platform.Actor;

/// What must follow when somebody has taken over, in the same transaction. A bean.
@FunctionalInterface
public interface AfterHandover {

    /// Follows a handover that is through.
    ///
    /// @param from whose things are somebody else's now
    void follow(DSLContext transaction, Actor by, Account from);
}
