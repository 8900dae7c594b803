package plumbline.server.decision.asking;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import plumbline.server.decision.Decision;
import plumbline.server.decision.DecisionId;
import plumbline.server.decision.Decisions;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.TaskKind;

/// The task to decide goes only to who can vote, or to a role or team in which somebody can.
final class VoteTakers implements TaskKind.Takers {
    private final Supplier<Decisions> decisions;
    private final Approvers approvers;
    private final Accounts accounts;

    /// @param decisions asked for late, for they ask people by tasks
    VoteTakers(Supplier<Decisions> decisions, Approvers approvers, Accounts accounts) {
        this.decisions = decisions;
        this.approvers = approvers;
        this.accounts = accounts;
    }

    @Override
    public Function<Owner, Optional<String>> of(DSLContext database, Task task) {
        var asked = DecisionId.find(task.about().id())
                .flatMap(id -> decisions.get().find(database, id))
                .filter(decision -> decision.state().waits());
        if (asked.isEmpty()) {
            return _ -> Optional.empty();
        }
        var people = approvers.of(database, asked.get());
        return owner -> can(asked.get(), people, owner) ? Optional.empty() : Optional.of(words(asked.get(), people));
    }

    private boolean can(Decision decision, List<Account> people, Owner owner) {
        return switch (owner) {
            case Owner.Person(var id) -> people.stream().anyMatch(person -> person.id() == id);
            case Owner.OfRole(var word) ->
                people.stream()
                        .anyMatch(person -> person.roleWords(accounts.now()).contains(word));
            case Owner.Team(var id) ->
                people.stream().anyMatch(person -> person.teams().contains(id));
            case Owner.Holders(var authority) -> authority == decision.present().authority();
        };
    }

    private static String words(Decision decision, List<Account> people) {
        var may = decision.present().authority().deed();
        return people.isEmpty()
                ? "Nobody can decide this now: give somebody else a role that may " + may + "."
                : "They cannot decide this: they take part in it, voted already, or may not " + may + ". "
                        + Approvers.words(people) + " can.";
    }
}
