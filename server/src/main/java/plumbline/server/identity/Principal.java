package plumbline.server.identity;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;
import plumbline.server.web.Visitor;

/// Whoever a request comes from, as authenticated: a person by session or a service account by token. Handlers take it
/// as a parameter. Made afresh for each request, so that a right taken away is gone at once.
///
/// @param id the account's id, or the service account's
/// @param roles as words for people
/// @param permissions what it may do, wherever its [#scope] reaches
/// @param scope the cloud services it may see and act on
public record Principal(
        Actor.Kind kind, long id, String name, List<String> roles, Set<Permission> permissions, Scope scope)
        implements Visitor {

    public Principal {
        roles = List.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /// Where the rights apply: everywhere, or on one cloud service.
    ///
    /// @param serviceId the one service, or null for everywhere
    public record Scope(@Nullable Long serviceId) {
        public static final Scope EVERYWHERE = new Scope(null);

        public boolean covers(long id) {
            return serviceId == null || serviceId == id;
        }
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    @Override
    public boolean may(String permission) {
        return may(Permission.find(permission)
                .orElseThrow(() -> new IllegalArgumentException("permission must be known, but is " + permission)));
    }

    @Override
    public String initials() {
        var words = name.strip().split("[\\s.@_-]+", 3);
        var letters = new StringBuilder();
        for (int i = 0; i < Math.min(2, words.length); i++) {
            if (!words[i].isEmpty()) {
                letters.appendCodePoint(Character.toUpperCase(words[i].codePointAt(0)));
            }
        }
        return letters.toString();
    }

    /// As the journal keeps it.
    public Actor actor() {
        return new Actor(kind, (kind == Actor.Kind.PERSON ? "account:" : "service-account:") + id, name);
    }
}
