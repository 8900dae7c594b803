package plumbline.server.identity.grant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.web.State;

/// The roles that somebody holds, as a table shows them.
///
/// @param action where the button that takes one away posts to, before the grant's id; null where there is none
public record GrantRows(List<Row> rows, @Nullable String action) {

    /// One role: where it applies, and whether it is in force.
    public record Row(Grant grant, String where, State state) {}

    static GrantRows of(Collection<Grant> grants, ServiceNames names, Instant now, @Nullable String action) {
        var words = names.of(grants);
        return new GrantRows(
                grants.stream()
                        .map(grant -> new Row(grant, words.words(grant.scope()), state(grant, now)))
                        .toList(),
                action);
    }

    private static State state(Grant grant, Instant now) {
        if (grant.ended(now)) {
            return State.unknown("ended");
        }
        return grant.inForce(now) ? State.pass("in force") : State.waits("later");
    }
}
