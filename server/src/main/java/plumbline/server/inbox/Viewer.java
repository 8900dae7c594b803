package plumbline.server.inbox;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;

/// Whose tasks and routines somebody may see, as a condition of the queries needs it.
///
/// @param own key of the person's own tasks, or null for a program
/// @param shared keys of the roles and teams that the person is in
/// @param all whether it may see the tasks of everybody
/// @param onlyService the one service that the rights reach, or null for everywhere; what is one's own is seen anyway
public record Viewer(
        @Nullable String own,
        List<String> shared,
        boolean all,
        @Nullable Long onlyService) {

    /// Plumbline itself.
    public static final Viewer EVERYBODY = new Viewer(null, List.of(), true, null);

    public Viewer {
        shared = List.copyOf(shared);
    }

    public static Viewer of(Principal principal) {
        var person = principal.kind() == Actor.Kind.PERSON;
        return new Viewer(
                person ? Owner.person(principal.id()).key() : null,
                person
                        ? principal.roles().stream()
                                .map(word -> new Owner.OfRole(word).key())
                                .toList()
                        : List.of(),
                principal.may(Permission.TASK_MANAGE),
                principal.scope().serviceId());
    }

    /// What is the viewer's own, by itself or through a role or team where that reaches.
    public Condition owns(Field<String> owner, Field<Long> serviceId) {
        var through = owner.in(shared).and(reaches(serviceId));
        return own == null ? through : owner.eq(own).or(through);
    }

    /// What the viewer owns or may manage.
    public Condition sees(Field<String> owner, Field<Long> serviceId) {
        return owns(owner, serviceId).or(manages(serviceId));
    }

    Condition manages(Field<Long> serviceId) {
        return all ? reaches(serviceId) : serviceId.in(List.of());
    }

    private Condition reaches(Field<Long> serviceId) {
        return onlyService == null ? serviceId.isNull().or(serviceId.isNotNull()) : serviceId.eq(onlyService);
    }
}
