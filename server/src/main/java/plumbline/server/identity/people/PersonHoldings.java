package plumbline.server.identity.people;

import java.util.List;
import plumbline.server.identity.grant.GrantRows;
import plumbline.server.identity.grant.Team;

/// What a person's page shows beside the account.
///
/// @param own whether the person looks at themselves
/// @param teams those that the person is in or leads
public record PersonHoldings(boolean own, GrantRows held, List<Team> teams) {
    public PersonHoldings {
        teams = List.copyOf(teams);
    }
}
