package plumbline.server.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;

/// In which capacities somebody votes, by the rights that everybody has at this moment.
final class Capacities {
    private final Accounts accounts;

    Capacities(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Whether somebody may see a decision: whoever may see its object.
    boolean sees(Principal principal, Decision decision) {
        var reading = decision.presentation().reading();
        return principal.scope(reading).covers(decision.object().subject().serviceId());
    }

    /// The capacity in which somebody means to vote. The accounts are held: rights taken away wait for the end of the
    /// transaction, or were taken before and count.
    Optional<Capacity> take(DSLContext transaction, Principal principal, @Nullable Long onBehalfOf, Instant now) {
        if (principal.kind() != Actor.Kind.PERSON) {
            return Optional.of(Capacity.own(principal));
        }
        return accounts.acting(transaction, principal.id()).map(Capacity::own).filter(_ -> onBehalfOf == null);
    }

    /// Every capacity of somebody, for lists.
    List<Capacity> all(Principal principal, Instant now) {
        return List.of(Capacity.own(principal));
    }
}
