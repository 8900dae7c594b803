package plumbline.server.identity.grant;

import org.jooq.DSLContext;
import plumbline.server.platform.Actor;

/// What must find another owner when a team is dissolved, in the same transaction. A bean.
@FunctionalInterface
public interface TeamEnding {

    /// Gives to others what the team had.
    void end(DSLContext transaction, Actor by, Team team);
}
