package plumbline.server.identity.grant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;

/// The teams that somebody is in. They pass to nobody: being in a team gives rights, and those are given by hand.
final class TeamMemberships implements Owned {
    private final TeamStore store = new TeamStore();

    @Override
    public String kind() {
        return "team-membership";
    }

    @Override
    public Words words() {
        return new Words("membership in a team", "memberships in teams");
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Fate fate() {
        return Fate.RESTS;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.memberCounts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.joined(database, owner.id(), limit).stream()
                .map(TeamsLed::thing)
                .toList();
    }
}
