package plumbline.server.inbox;

import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;

/// A kind of task and what people call it. A bean of the area that opens such tasks.
///
/// @param word for example `evidence.renew`
/// @param label for example "Evidence to renew"
/// @param takers who may have such a task
public record TaskKind(String word, String label, Takers takers) {
    /// What somebody wrote down by hand.
    static final TaskKind BY_HAND = new TaskKind("manual", "Written by hand");

    /// A kind that anybody may have.
    public TaskKind(String word, String label) {
        this(word, label, Takers.ANYBODY);
    }

    /// Who may take a task of a kind, or be given it.
    @FunctionalInterface
    public interface Takers {
        Takers ANYBODY = (database, task) -> _ -> Optional.empty();

        /// Looks at a task once, and then says of each owner what stands against them, for people; empty when nothing
        /// does.
        Function<Owner, Optional<String>> of(DSLContext database, Task task);
    }
}
