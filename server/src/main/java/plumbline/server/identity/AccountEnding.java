package plumbline.server.identity;

import org.jooq.DSLContext;
import plumbline.server.platform.Actor;

/// What must end together with a deactivated account, in the same transaction. A bean.
@FunctionalInterface
public interface AccountEnding {

    void end(DSLContext transaction, Actor by, Account account);
}
