package plumbline.server.identity.grant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;

/// The teams that somebody leads.
final class TeamsLed implements Owned {
    private final Journal journal;
    private final TeamStore store = new TeamStore();

    TeamsLed(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String kind() {
        return "team-lead";
    }

    @Override
    public Words words() {
        return new Words("team to lead", "teams to lead");
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.ledCounts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.led(database, owner.id(), limit).stream()
                .map(TeamsLed::thing)
                .toList();
    }

    @Override
    public int pass(DSLContext transaction, Actor by, Account from, Account to) {
        var teams = store.holdLed(transaction, from.id());
        for (var team : teams) {
            store.lead(transaction, team.id(), to.id());
            store.advance(transaction, team.id());
            var details = Changes.begin().field("lead", from.name(), to.name()).details();
            journal.append(transaction, by, "team.changed", team.subject(), details);
        }
        return teams.size();
    }

    static Thing thing(Team team) {
        return new Thing("", team.name(), "/settings/teams/" + team.id());
    }
}
