package plumbline.server.identity.people;

import java.util.List;
import plumbline.server.identity.grant.GrantRows;
import plumbline.server.identity.grant.Team;
import plumbline.server.identity.handover.Ownership;
import plumbline.server.web.Format;

/// What a person's page shows beside the account.
///
/// @param own whether the person looks at themselves
/// @param teams those that the person is in or leads
/// @param owned what belongs to the person
public record PersonHoldings(boolean own, GrantRows held, List<Team> teams, List<Ownership.Holding> owned) {
    public PersonHoldings {
        teams = List.copyOf(teams);
        owned = List.copyOf(owned);
    }

    /// How many things somebody must take over when the person leaves.
    public int toPass() {
        return Ownership.toPass(owned);
    }

    /// `1 thing still belongs`, `3 things still belong`.
    public String stillBelong() {
        return Format.count(toPass(), "thing still belongs", "things still belong");
    }
}
