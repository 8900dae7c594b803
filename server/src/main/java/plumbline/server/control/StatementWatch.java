package plumbline.server.control;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;

/// Who must know of every edit of the statement, in its transaction: implemented by what approves it.
public interface StatementWatch {

    /// Called before anything of an edition is read or written.
    void before(DSLContext transaction, String edition);

    /// Called when it is written.
    ///
    /// @param before the decision that held, or null
    void after(DSLContext transaction, Actor actor, @Nullable Applicability before, Applicability after);
}
