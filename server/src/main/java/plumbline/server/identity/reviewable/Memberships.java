package plumbline.server.identity.reviewable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.identity.grant.Teams;
import plumbline.server.platform.Actor;

/// What people hold by being in a team. It ends by leaving the team; what the team holds is another kind of access.
final class Memberships implements Reviewable {
    private final Teams teams;
    private final AccessStore store;

    Memberships(Teams teams, AccessStore store) {
        this.teams = teams;
        this.store = store;
    }

    @Override
    public String kind() {
        return "membership";
    }

    @Override
    public String name() {
        return "Roles through teams";
    }

    @Override
    public List<Access> all(DSLContext database, Instant now) {
        return store.memberships(database, now, null);
    }

    @Override
    public List<Access> these(DSLContext transaction, Instant now, Collection<String> refs) {
        return store.memberships(transaction, now, refs);
    }

    @Override
    public void revoke(DSLContext transaction, Actor by, Access seen) {
        var parts = seen.ref().split(":", -1);
        teams.remove(transaction, by, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
