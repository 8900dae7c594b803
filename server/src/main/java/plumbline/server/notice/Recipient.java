package plumbline.server.notice;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

/// Who is to know something.
public sealed interface Recipient {

    /// One person, if their account is active.
    ///
    /// @param id of the account
    record Person(long id) implements Recipient {}

    /// Everybody who may do this, on the given service if there is one.
    record Holders(Permission permission, @Nullable Long serviceId) implements Recipient {}

    /// Everybody who has this role, on the given service if there is one.
    record OfRole(Role role, @Nullable Long serviceId) implements Recipient {}

    /// These people, as far as their accounts are active.
    record People(Set<Long> ids) implements Recipient {
        public People {
            ids = Set.copyOf(ids);
        }
    }

    static Recipient role(Role role, long serviceId) {
        return new OfRole(role, serviceId);
    }

    static Recipient person(long id) {
        return new Person(id);
    }

    static Recipient holders(Permission permission) {
        return new Holders(permission, null);
    }

    static Recipient holders(Permission permission, long serviceId) {
        return new Holders(permission, serviceId);
    }
}
