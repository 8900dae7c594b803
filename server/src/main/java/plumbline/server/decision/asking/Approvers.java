package plumbline.server.decision.asking;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.Decision;
import plumbline.server.decision.Vote;
import plumbline.server.decision.delegation.Delegation;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;

/// Who may vote at the present step of a decision: those who see it and have the authority, and
/// their stand-ins, without those who take part in it or have voted. Only for telling them; whether
/// a vote counts is decided when it is cast.
final class Approvers {
    private static final String ACCOUNT = "account:";

    private final Accounts accounts;
    private final Delegations delegations;

    Approvers(Accounts accounts, Delegations delegations) {
        this.accounts = accounts;
        this.delegations = delegations;
    }

    Set<Long> of(DSLContext transaction, Decision decision, Instant now) {
        var authority = decision.present().authority();
        var apart = apart(decision);
        var service = decision.object().subject().serviceId();
        var reading = decision.presentation().reading();
        var readers = accounts.all().stream()
                .filter(account -> !apart.contains(account.id()) && may(account, reading, service, now))
                .collect(Collectors.toMap(Account::id, account -> account));
        var holders = readers.values().stream()
                .filter(account -> may(account, authority, service, now))
                .map(Account::id)
                .collect(Collectors.toSet());
        var all = new HashSet<>(holders);
        delegations.activeFrom(transaction, holders, now).stream()
                .filter(delegation -> lends(delegation, authority))
                .map(delegation -> delegation.to().id())
                .filter(readers::containsKey)
                .forEach(all::add);
        return all;
    }

    private static boolean may(Account account, Permission permission, @Nullable Long service, Instant now) {
        return account.active() && account.rights(now).scope(permission).covers(service);
    }

    private static boolean lends(Delegation delegation, Permission authority) {
        return delegation.permission() == null || delegation.permission() == authority;
    }

    /// The accounts that may not vote at the present step, whatever authority they have.
    static Set<Long> apart(Decision decision) {
        var step = decision.present();
        var parties = decision.parties().stream()
                .filter(party -> step.apart().contains(party.role()))
                .filter(party -> party.actorId().startsWith(ACCOUNT))
                .map(party -> Long.valueOf(party.actorId().substring(ACCOUNT.length())));
        var voters = decision.votes().stream()
                .filter(vote -> vote.step() == decision.step() || !step.repeats())
                .flatMap(Approvers::voters);
        return Stream.concat(parties, voters).collect(Collectors.toSet());
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
