package plumbline.server.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.delegation.Delegation;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;

/// In which somebody votes: for themselves, or for another who delegated to them.
///
/// @param holder whose authority counts
/// @param delegated what was delegated, or null for one's own authority
record Capacity(
        Principal person, Principal holder, @Nullable Grant delegated) {

    /// What a delegation covers.
    ///
    /// @param permission the one authority, or null for all
    record Grant(long delegationId, @Nullable Permission permission) {}

    static Capacity own(Principal person) {
        return new Capacity(person, person, null);
    }

    static Capacity by(Delegation delegation, Principal person, Principal holder) {
        return new Capacity(person, holder, new Grant(delegation.id(), delegation.permission()));
    }

    /// The account of the holder when it is another's.
    @Nullable Long onBehalfOf() {
        return delegated == null ? null : holder.id();
    }

    /// The accounts whose part in a decision counts.
    Set<Long> accounts() {
        return delegated == null ? Set.of(person.id()) : Set.of(person.id(), holder.id());
    }

    /// Whether this authority may count at all, wherever the holder has it.
    boolean lends(Permission authority) {
        return delegated == null || delegated.permission() == null || delegated.permission() == authority;
    }

    /// Whether this capacity has the authority, on that cloud service or, without one, everywhere.
    boolean has(Permission authority, @Nullable Long service) {
        return lends(authority) && holder.scope(authority).covers(service);
    }
}
