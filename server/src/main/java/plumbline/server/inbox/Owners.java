package plumbline.server.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Team;
import plumbline.server.identity.grant.Teams;
import plumbline.server.web.Option;

/// Who there is to own a task.
public final class Owners {
    /// Whoever runs the programme, and gets what is nobody's.
    public static final Task.Named PROGRAMME =
            new Task.Named(Owner.role(Role.COMPLIANCE_MANAGER), Role.COMPLIANCE_MANAGER.word());

    private final Accounts accounts;
    private final Teams teams;

    Owners(Accounts accounts, Teams teams) {
        this.accounts = accounts;
        this.teams = teams;
    }

    /// The owner with its name; empty when there is no such person who may sign in, and no such role or team.
    public Optional<Task.Named> named(Owner owner) {
        return name(owner).map(name -> new Task.Named(owner, name));
    }

    private Optional<String> name(Owner owner) {
        return switch (owner) {
            case Owner.Person(var id) ->
                accounts.find(id).filter(Account::active).map(Account::name);
            case Owner.OfRole(var word) -> Role.find(word).map(Role::word);
            case Owner.Team(var id) -> teams.find(id).map(Team::name);
            case Owner.Holders(var authority) -> Optional.of("whoever may " + authority.deed());
        };
    }

    /// All of them, roles first, then teams, as a form offers them.
    public List<Option> choices() {
        var roles = Arrays.stream(Role.values())
                .map(role -> new Option(Owner.role(role).key(), "Role: " + role.word()));
        var groups = teams.all().stream()
                .map(team -> new Option(Owner.team(team.id()).key(), "Team: " + team.name()));
        var people = accounts.all().stream()
                .filter(Account::active)
                .map(account -> new Option(Owner.person(account.id()).key(), account.name()));
        return Stream.of(roles, groups, people).flatMap(some -> some).toList();
    }
}
