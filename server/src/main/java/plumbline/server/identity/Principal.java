package plumbline.server.identity;

import java.io.Serial;
import java.io.Serializable;
import java.util.Set;
import plumbline.server.platform.Actor;

/// Whoever a request comes from, as authenticated: a person by session or a service account by token. Handlers take it
/// as a parameter.
///
/// @param id the account's id
/// @param permissions what it may do, wherever its [#scope] reaches
/// @param scope the cloud services it may see and act on
public record Principal(
        Actor.Kind kind, long id, String name, Set<String> roles, Set<Permission> permissions, Scope scope)
        implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Where the rights apply: everywhere, or on one cloud service.
    ///
    /// @param serviceId the one service, or null for everywhere
    public record Scope(@org.jspecify.annotations.Nullable Long serviceId) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        public static final Scope EVERYWHERE = new Scope(null);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /// As the journal keeps it.
    public Actor actor() {
        return new Actor(kind, (kind == Actor.Kind.PERSON ? "account:" : "service-account:") + id, name);
    }
}
