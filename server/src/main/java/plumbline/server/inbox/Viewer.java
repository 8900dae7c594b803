package plumbline.server.inbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Actor;

/// Whose tasks and routines somebody may see, as a condition of the queries needs it.
///
/// @param own key of the person's own tasks, or null for a program; they are seen wherever they are
/// @param shared keys of the roles, teams and authorities that the person has, each with the services that it reaches
/// @param manages where it may see the tasks of everybody
public record Viewer(@Nullable String own, Map<String, Scope> shared, Scope manages) {

    /// Plumbline itself.
    public static final Viewer EVERYBODY = new Viewer(null, Map.of(), Scope.EVERYWHERE);

    public Viewer {
        shared = Map.copyOf(shared);
    }

    public static Viewer of(Principal principal) {
        var shared = new LinkedHashMap<String, Scope>();
        if (principal.kind() == Actor.Kind.PERSON) {
            principal
                    .held()
                    .forEach(held -> shared.merge(new Owner.OfRole(held.role()).key(), held.scope(), Scope::plus));
            // What was given to a team is its members' as if it were given to each of them.
            principal.teams().forEach(team -> shared.put(new Owner.Team(team).key(), Scope.EVERYWHERE));
            Arrays.stream(Permission.values())
                    .filter(permission -> permission.isAuthority() && principal.may(permission))
                    .forEach(authority -> shared.put(Owner.holders(authority).key(), principal.scope(authority)));
        }
        return new Viewer(
                principal.kind() == Actor.Kind.PERSON
                        ? Owner.person(principal.id()).key()
                        : null,
                shared,
                principal.scope(Permission.TASK_MANAGE));
    }

    /// What is the viewer's own, by itself or through a role or team where that reaches.
    public Condition owns(Field<String> owner, Field<Long> serviceId) {
        var owned = own == null ? owner.in(List.of()) : owner.eq(own);
        for (var through : shared.entrySet()) {
            owned = owned.or(owner.eq(through.getKey()).and(through.getValue().reaches(serviceId)));
        }
        return owned;
    }

    /// Whether this owner's tasks about that service are the viewer's own, or null for no one service.
    public boolean owns(String owner, @Nullable Long serviceId) {
        return owner.equals(own) || shared.getOrDefault(owner, Scope.NOWHERE).covers(serviceId);
    }

    /// What the viewer owns or may manage.
    public Condition sees(Field<String> owner, Field<Long> serviceId) {
        return owns(owner, serviceId).or(manages(serviceId));
    }

    Condition manages(Field<Long> serviceId) {
        return manages.reaches(serviceId);
    }
}
