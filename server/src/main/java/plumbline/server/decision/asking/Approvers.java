package plumbline.server.decision.asking;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.Decision;
import plumbline.server.decision.Vote;
import plumbline.server.decision.delegation.Delegation;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.Step;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;

/// Who may vote at a step of a decision: those who see it and have the authority, and their
/// stand-ins, without those who take part in it or have voted. Only for naming and telling them;
/// whether a vote counts is decided when it is cast.
public final class Approvers {
    private static final String ACCOUNT = "account:";
    private static final int NAMED = 4;

    private final Accounts accounts;
    private final Delegations delegations;

    public Approvers(Accounts accounts, Delegations delegations) {
        this.accounts = accounts;
        this.delegations = delegations;
    }

    /// Who may vote at the present step, by name.
    public List<Account> of(DSLContext database, Decision decision) {
        return of(database, decision, decision.step());
    }

    /// Who could vote at that step, by name, as things are now.
    public List<Account> of(DSLContext database, Decision decision, int position) {
        var step = decision.steps().get(position - 1);
        return of(database, sight(decision), step, apart(decision, position));
    }

    /// Who could vote at a step of a decision that nobody has opened yet, by name.
    ///
    /// @param reading what lets people see it, in the whole organisation
    public List<Account> of(DSLContext database, Permission reading, Step step, List<Party> parties) {
        return of(database, new Sight(reading, null), step, apart(step, parties).collect(Collectors.toSet()));
    }

    /// Who sees a decision.
    private record Sight(Permission reading, @Nullable Long service) {
        boolean covers(Account account, Instant now) {
            return account.active()
                    && account.rights(now).may(Permission.DECISION_VOTE)
                    && account.rights(now).scope(reading).covers(service);
        }
    }

    private static Sight sight(Decision decision) {
        return new Sight(
                decision.presentation().reading(), decision.object().subject().serviceId());
    }

    private List<Account> of(DSLContext database, Sight sight, Step step, Set<Long> apart) {
        var now = accounts.now();
        var holders = accounts.holders(database, step.authority()).stream()
                .filter(account -> !apart.contains(account.id()) && sight.covers(account, now))
                .filter(account -> account.rights(now).scope(step.authority()).covers(sight.service()))
                .toList();
        var lenders = holders.stream().map(Account::id).collect(Collectors.toSet());
        var standIns = delegations.activeFrom(database, lenders, now).stream()
                .filter(delegation -> lends(delegation, step.authority()))
                .map(delegation -> delegation.to().id())
                .filter(id -> !apart.contains(id) && !lenders.contains(id))
                .collect(Collectors.toSet());
        return Stream.concat(
                        holders.stream(),
                        accounts.these(database, standIns).stream().filter(account -> sight.covers(account, now)))
                .sorted(Comparator.comparing(Account::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static boolean lends(Delegation delegation, Permission authority) {
        return delegation.permission() == null || delegation.permission() == authority;
    }

    /// The accounts that may not vote at the present step, whatever authority they have.
    static Set<Long> apart(Decision decision) {
        return apart(decision, decision.step());
    }

    private static Set<Long> apart(Decision decision, int position) {
        var step = decision.steps().get(position - 1);
        var voters = decision.votes().stream()
                .filter(vote -> vote.step() == position || !step.repeats())
                .flatMap(Approvers::voters);
        return Stream.concat(apart(step, decision.parties()), voters).collect(Collectors.toSet());
    }

    private static Stream<Long> apart(Step step, List<Party> parties) {
        return parties.stream()
                .filter(party -> step.apart().contains(party.role()))
                .filter(party -> party.actorId().startsWith(ACCOUNT))
                .map(party -> Long.valueOf(party.actorId().substring(ACCOUNT.length())));
    }

    /// Some of these people in words: all by name while they are few.
    public static String words(List<Account> people) {
        int named = people.size() <= NAMED + 1 ? people.size() : NAMED;
        var names = people.stream().limit(named).map(Account::name).toList();
        if (named < people.size()) {
            return String.join(", ", names) + " and " + (people.size() - named) + " more";
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, named - 1)) + " or " + names.getLast();
    }

    /// Who voted, and for whom.
    static Stream<Long> voters(Vote vote) {
        var other = vote.onBehalfOf();
        return other == null ? Stream.of(vote.by().id()) : Stream.of(vote.by().id(), other.id());
    }

    /// The accounts of whoever asked and of those who voted.
    static Set<Long> concerned(Decision decision) {
        var requester = Stream.of(decision.requester().actorId())
                .filter(id -> id.startsWith(ACCOUNT))
                .map(id -> Long.valueOf(id.substring(ACCOUNT.length())));
        return Stream.concat(requester, decision.votes().stream().flatMap(Approvers::voters))
                .collect(Collectors.toSet());
    }
}
