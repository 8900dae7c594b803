package plumbline.server.decision.asking;

import org.jooq.DSLContext;
import plumbline.server.decision.Decision;
import plumbline.server.platform.Actor;

/// Follows decisions, inside the transactions that move them and under the lock of their objects.
public interface Asking {

    void opened(DSLContext transaction, Actor actor, Decision decision);

    /// It has a vote more, another step, or an end.
    void moved(DSLContext transaction, Actor actor, Decision before, Decision now);
}
