package plumbline.server.control;

import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;

/// Who must know of every edit of the statement, in its transaction: implemented by what approves it.
public interface StatementWatch {

    /// A decision about one control.
    ///
    /// @param before the decision that held, or null
    record Edit(@Nullable Applicability before, Applicability after) {}

    /// Called before anything of an edition is read or written.
    void before(DSLContext transaction, String edition);

    /// Called when all of them are written.
    void after(DSLContext transaction, Actor actor, String edition, List<Edit> edits);
}
