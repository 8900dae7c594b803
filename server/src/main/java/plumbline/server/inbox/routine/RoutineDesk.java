package plumbline.server.inbox.routine;

import java.util.List;
import java.util.Optional;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.Owners;
import plumbline.server.inbox.ServiceNames;
import plumbline.server.web.Option;

/// What pages and API share: reads what was sent.
final class RoutineDesk {
    /// Why everybody signed in may come in.
    static final String WHY_OPEN =
            "Shows only the routines of whoever asks, of their roles and teams, or what they may manage";

    private final Routines routines;
    private final Owners owners;
    private final ServiceNames services;

    RoutineDesk(Routines routines, Owners owners, ServiceNames services) {
        this.routines = routines;
        this.owners = owners;
        this.services = services;
    }

    Routine find(Principal principal, String id) {
        var number = Routine.number(id);
        var found = number.isPresent() ? routines.find(principal, number.getAsLong()) : Optional.<Routine>empty();
        return found.orElseThrow(() ->
                Problem.notFound("There is no routine " + id + " of yours.").exception());
    }

    /// @throws InvalidRoutine naming what cannot be taken
    Routine.Plan checked(Principal principal, RoutineForm typed) {
        var service = typed.service() == null ? "" : typed.service().strip();
        var number = services.number(principal, Permission.TASK_MANAGE, service);
        if (number.isEmpty() && (!service.isEmpty() || !principal.mayEverywhere(Permission.TASK_MANAGE))) {
            throw new InvalidRoutine("service", "must be the key of a cloud service that you may see");
        }
        var plan = typed.plan(number.orElse(null));
        if (owners.named(plan.owner()).isEmpty()) {
            throw new InvalidRoutine("owner", "must be somebody who can sign in, a role or a team");
        }
        return plan;
    }

    List<Option> owners() {
        return owners.choices();
    }

    ServiceNames services() {
        return services;
    }
}
