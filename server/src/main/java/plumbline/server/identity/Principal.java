package plumbline.server.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;
import plumbline.server.platform.condition.Among;
import plumbline.server.web.Visitor;

/// Whoever a request comes from, as authenticated: a person by session or a service account by token. Handlers take it
/// as a parameter. Made afresh for each request, so that a right taken away is gone at once.
///
/// @param id the account's id, or the service account's
/// @param held the roles in force, the most powerful first
/// @param rights what it may do by them, and where
/// @param teams ids of the teams that the person is in; none for a service account
public record Principal(Actor.Kind kind, long id, String name, List<Held> held, Rights rights, Set<Long> teams)
        implements Visitor {

    public Principal {
        held = List.copyOf(held);
        teams = Set.copyOf(teams);
    }

    /// Somebody who is in no team.
    public Principal(Actor.Kind kind, long id, String name, List<Held> held, Rights rights) {
        this(kind, id, name, held, rights, Set.of());
    }

    /// A role in words for people, and where it is held.
    public record Held(String role, Scope scope) {}

    @Override
    public List<String> roles() {
        return held.stream().map(Held::role).distinct().toList();
    }

    /// Where a right applies: everywhere, or on some cloud services, or nowhere.
    ///
    /// @param services the ids of those services, or null for everywhere
    public record Scope(@Nullable Set<Long> services) {
        public static final Scope EVERYWHERE = new Scope(null);
        public static final Scope NOWHERE = new Scope(Set.of());

        public Scope {
            services = services == null ? null : Set.copyOf(services);
        }

        public static Scope of(long service) {
            return new Scope(Set.of(service));
        }

        public static Scope of(Set<Long> services) {
            return new Scope(services);
        }

        public boolean isEverywhere() {
            return services == null;
        }

        public boolean isNowhere() {
            return services != null && services.isEmpty();
        }

        /// Whether it reaches this service, or what belongs to no one service (null).
        public boolean covers(@Nullable Long service) {
            return services == null || (service != null && services.contains(service));
        }

        public boolean covers(Scope other) {
            return services == null || (other.services != null && services.containsAll(other.services));
        }

        public Scope plus(Scope other) {
            if (services == null || other.services == null) {
                return EVERYWHERE;
            }
            if (services.containsAll(other.services)) {
                return this;
            }
            var both = new HashSet<>(services);
            both.addAll(other.services);
            return new Scope(both);
        }

        /// What lies in both.
        public Scope within(Scope other) {
            if (services == null || other.services == null) {
                return services == null ? other : this;
            }
            var common = new HashSet<>(services);
            common.retainAll(other.services);
            return new Scope(common);
        }

        /// True of the rows that lie within, by the column that says which service a row belongs to.
        public Condition reaches(Field<Long> serviceId) {
            return Among.of(serviceId, services);
        }
    }

    /// Whether it has the permission anywhere; [#scope] says where.
    public boolean may(Permission permission) {
        return rights.may(permission);
    }

    /// Whether it has the permission on everything.
    public boolean mayEverywhere(Permission permission) {
        return rights.mayEverywhere(permission);
    }

    /// Where it has the permission: what a handler that requires it puts into its queries.
    public Scope scope(Permission permission) {
        return rights.scope(permission);
    }

    /// The one service that a right is limited to, or null when it is none or several.
    public @Nullable Long onlyService(Permission permission) {
        var services = scope(permission).services();
        return services != null && services.size() == 1 ? services.iterator().next() : null;
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
