package plumbline.server.identity.reviewable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.platform.Actor;

/// Knows all access of one kind. An area registers one for each kind that it keeps.
public interface Reviewable {

    /// The kind as a program knows it: `role`.
    String kind();

    /// The kind as people see it: `Roles of people`.
    String name();

    /// All access of the kind that works now or will, in as many statements whatever their number.
    List<Access> all(DSLContext database, Instant now);

    /// Those of these that still are there; they stay as they are until the transaction ends, once the caller has
    /// begun a change of rights.
    List<Access> these(DSLContext transaction, Instant now, Collection<String> refs);

    /// Ends it at once, with all that rests on it, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    void revoke(DSLContext transaction, Actor by, Access seen);

    /// What may be chosen instead of a right: all that allows no more than these permissions. None where there is no
    /// choice.
    default List<String> choices(DSLContext database, Collection<String> permissions) {
        return List.of();
    }

    /// Whether a change can say where it shall reach.
    default boolean byService() {
        return false;
    }

    /// Whether it can be changed at all.
    default boolean changeable() {
        return false;
    }

    /// What the access would be.
    ///
    /// @throws plumbline.server.api.ProblemException when it cannot be that
    default Access changed(DSLContext database, Access seen, Terms terms) {
        throw unchangeable().exception();
    }

    /// Makes it so, inside a transaction of the caller who has asked whether it may be.
    default void change(DSLContext transaction, Actor by, Access seen, Access wanted) {
        throw unchangeable().exception();
    }

    private static Problem unchangeable() {
        return Problem.invalid("/decision", "must be keep or revoke: this access cannot be changed");
    }

    /// What shall be different.
    ///
    /// @param right another one of the [#choices], or empty to keep it
    /// @param services where it shall reach, or null to keep that
    /// @param until first moment after its end, or null to keep that
    record Terms(
            String right,
            @Nullable Set<Long> services,
            @Nullable Instant until) {}
}
