package plumbline.server.inbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
/// @param shared keys of the roles and authorities that the person has, each with the services that it reaches
/// @param teams keys of the teams that the person is in
/// @param sight what it sees of what those teams have
/// @param manages where it may see the tasks of everybody
public record Viewer(
        @Nullable String own, Map<String, Scope> shared, Set<String> teams, TeamSight sight, Scope manages) {

    /// Plumbline itself.
    public static final Viewer EVERYBODY = new Viewer(null, Map.of(), Set.of(), TeamSight.NONE, Scope.EVERYWHERE);

    public Viewer {
        shared = Map.copyOf(shared);
        teams = Set.copyOf(teams);
    }

    public static Viewer of(Principal principal) {
        var shared = new LinkedHashMap<String, Scope>();
        var teams =
                principal.teams().stream().map(team -> Owner.team(team).key()).collect(Collectors.toSet());
        if (principal.kind() == Actor.Kind.PERSON) {
            principal
                    .held()
                    .forEach(held -> shared.merge(new Owner.OfRole(held.role()).key(), held.scope(), Scope::plus));
            Arrays.stream(Permission.values())
                    .filter(permission -> permission.isAuthority() && principal.may(permission))
                    .forEach(authority -> shared.put(Owner.holders(authority).key(), principal.scope(authority)));
        }
        return new Viewer(
                principal.kind() == Actor.Kind.PERSON
                        ? Owner.person(principal.id()).key()
                        : null,
                shared,
                teams,
                teams.isEmpty() ? TeamSight.NONE : TeamSight.of(principal),
                principal.scope(Permission.TASK_MANAGE));
    }

    /// The columns that say whose a task or routine is, what kind of record it concerns and of which service.
    public record Columns(Field<String> owner, Field<String> kind, Field<Long> serviceId) {}

    /// What is the viewer's own, by itself or through a role or team where that reaches.
    public Condition owns(Columns task) {
        var owned = own == null ? task.owner().in(List.of()) : task.owner().eq(own);
        for (var through : shared.entrySet()) {
            owned = owned.or(
                    task.owner().eq(through.getKey()).and(through.getValue().reaches(task.serviceId())));
        }
        return teams.isEmpty()
                ? owned
                : owned.or(task.owner().in(new TreeSet<>(teams)).and(sight.reaches(task.kind(), task.serviceId())));
    }

    /// Whether this owner's tasks about such a record of that service are the viewer's own; null for no one service.
    public boolean owns(String owner, String kind, @Nullable Long serviceId) {
        return owner.equals(own)
                || shared.getOrDefault(owner, Scope.NOWHERE).covers(serviceId)
                || (teams.contains(owner) && sight.covers(kind, serviceId));
    }

    /// Whether somebody may see that a team has a task about such a record of that service, as far as its own rights
    /// go.
    public static boolean mayReadOf(Principal principal, String kind, @Nullable Long serviceId) {
        return TeamSight.of(principal).covers(kind, serviceId);
    }

    /// What the viewer owns or may manage.
    public Condition sees(Columns task) {
        return owns(task).or(manages(task.serviceId()));
    }

    Condition manages(Field<Long> serviceId) {
        return manages.reaches(serviceId);
    }
}
