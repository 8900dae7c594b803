package plumbline.server.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.asking.Approvers;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;

/// In which capacities somebody votes, by the rights and delegations that there are at this moment.
final class Capacities {
    private final Transactions transactions;
    private final Accounts accounts;
    private final Delegations delegations;
    private final Approvers approvers;

    Capacities(Transactions transactions, Accounts accounts, Delegations delegations) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.delegations = delegations;
        this.approvers = new Approvers(accounts, delegations);
    }

    /// Who could vote at each step that is not over, by name and as things are now; nobody at the others.
    List<List<Account>> approvers(Decision decision) {
        var reading = transactions.reading();
        return IntStream.rangeClosed(1, decision.steps().size())
                .mapToObj(position -> decision.state().waits() && position >= decision.step()
                        ? approvers.of(reading, decision, position)
                        : List.<Account>of())
                .toList();
    }

    /// Whether somebody may see a decision: whoever may see its object.
    boolean sees(Principal principal, Decision decision) {
        var reading = decision.presentation().reading();
        return principal.scope(reading).covers(decision.object().subject().serviceId());
    }

    /// The capacity in which somebody means to vote. Accounts and delegation are held: what is taken away waits for the
    /// end of the transaction, or was taken before and counts.
    Optional<Capacity> take(DSLContext transaction, Principal principal, @Nullable Long onBehalfOf, Instant now) {
        if (principal.kind() != Actor.Kind.PERSON) {
            return Optional.of(Capacity.own(principal));
        }
        var person = accounts.acting(transaction, principal.id());
        if (person.isEmpty() || onBehalfOf == null) {
            return person.map(Capacity::own);
        }
        return delegations
                .take(transaction, principal.id(), onBehalfOf, now)
                .flatMap(delegation -> accounts.acting(transaction, onBehalfOf)
                        .map(holder -> Capacity.by(delegation, person.get(), holder)));
    }

    /// Every capacity of somebody, for lists. There are few, for few lend to the same person.
    List<Capacity> all(Principal principal, Instant now) {
        var all = new ArrayList<>(List.of(Capacity.own(principal)));
        if (principal.kind() == Actor.Kind.PERSON) {
            var reading = transactions.reading();
            for (var delegation : delegations.activeTo(reading, principal.id(), now)) {
                accounts.rights(reading, delegation.from().id())
                        .ifPresent(holder -> all.add(Capacity.by(delegation, principal, holder)));
            }
        }
        return all;
    }
}
