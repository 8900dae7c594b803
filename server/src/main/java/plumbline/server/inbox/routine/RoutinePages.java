package plumbline.server.inbox.routine;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.OpensRecord;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Routines as pages: what comes round, what became of it, and the templates to begin with.
@Controller
final class RoutinePages {
    private static final int MOST = 500;

    private final Routines routines;
    private final RoutineDesk desk;
    private final Templates templates;

    RoutinePages(Routines routines, RoutineDesk desk, Templates templates) {
        this.routines = routines;
        this.desk = desk;
        this.templates = templates;
    }

    @OpenToSignedIn(RoutineDesk.WHY_OPEN)
    @GetMapping("/inbox/routines")
    JteModel list(Shell shell, Principal principal) {
        var all = routines.list(principal, null, 0, MOST);
        var mayKeep = principal.may(Permission.TASK_MANAGE);
        var adopted = routines.adopted(all);
        var offers = Arrays.stream(RoutineTemplate.values())
                .filter(template -> mayKeep && !adopted.contains(template.word()))
                .map(RoutineView.Offer::of)
                .toList();
        return templates.routineList(
                shell.titled("Routines"),
                new RoutineView(all, routines.newest(all), offers, routines.today(), mayKeep));
    }

    @OpenToSignedIn(RoutineDesk.WHY_OPEN)
    @GetMapping(path = "/inbox/routines", params = "format")
    Sheet sheet(Principal principal) {
        var sheet = new Sheet(
                "routines", List.of("id", "title", "every", "owner", "service", "state", "next", "last", "last state"));
        var all = routines.list(principal, null, 0, MOST);
        var newest = routines.newest(all);
        var services = desk.services().keys(principal);
        for (var routine : all) {
            var last = newest.get(routine.number());
            sheet.row(List.of(
                    routine.id(),
                    routine.title(),
                    routine.every(),
                    routine.ownerName(),
                    routine.plan().serviceId() == null
                            ? ""
                            : services.getOrDefault(routine.plan().serviceId(), ""),
                    routine.state().word(),
                    routine.state() == Routine.State.ACTIVE ? routine.nextOn() : "",
                    last == null ? "" : last.day(),
                    RoutineView.state(last, routines.today()).word()));
        }
        return sheet;
    }

    @OpenToSignedIn(RoutineDesk.WHY_OPEN)
    @GetMapping("/inbox/routines/{id}")
    @OpensRecord("routine")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        var routine = desk.find(principal, id);
        var service = desk.services().key(principal, routine.plan().serviceId());
        return templates.routineRecord(
                shell.titled(routine.title()),
                new RoutineView.One(
                        routine,
                        routines.rounds(routine),
                        service,
                        routines.today(),
                        principal.may(Permission.TASK_MANAGE)),
                Event.History.of(routines.history(routine), principal, "routine", routine.id()));
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @GetMapping("/inbox/routines/new")
    JteModel blank(Shell shell, Principal principal, @RequestParam(defaultValue = "") String template) {
        var typed = RoutineTemplate.find(template)
                .map(found -> RoutineForm.of(found, routines.today()))
                .orElseGet(() -> RoutineForm.blank(routines.today()));
        return form(shell.titled("New routine"), principal, typed, null);
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping("/inbox/routines")
    Reply create(Shell shell, Principal principal, @ModelAttribute RoutineForm typed) {
        try {
            var created = routines.create(principal.actor(), desk.checked(principal, typed));
            return Reply.to(created.href(), Flash.done("It comes round from " + created.nextOn() + " on."));
        } catch (InvalidRoutine refused) {
            return Reply.page(422, form(shell.titled("New routine"), principal, typed, new Wrong(null, refused)));
        }
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @GetMapping("/inbox/routines/{id}/change")
    JteModel filled(Shell shell, Principal principal, @PathVariable String id) {
        var routine = desk.find(principal, id);
        var service = desk.services().key(principal, routine.plan().serviceId());
        return form(
                shell.titled("Change " + routine.title()),
                principal,
                RoutineForm.of(routine, service),
                new Wrong(routine, null));
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping("/inbox/routines/{id}")
    Reply change(Shell shell, Principal principal, @PathVariable String id, @ModelAttribute RoutineForm typed) {
        var routine = desk.find(principal, id);
        try {
            var plan = desk.checked(principal, typed);
            return answer(routines.change(principal, routine.seenAt(typed.seenVersion()), plan), routine, "Changed.");
        } catch (InvalidRoutine refused) {
            var titled = shell.titled("Change " + routine.title());
            return Reply.page(422, form(titled, principal, typed, new Wrong(routine, refused)));
        }
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping("/inbox/routines/{id}/state")
    Reply setState(Principal principal, @PathVariable String id, Decision decision) {
        var routine = desk.find(principal, id);
        var state = Routine.State.find(decision.state() == null ? "" : decision.state());
        return state.isEmpty()
                ? Reply.to(routine.href(), Flash.failed("Say whether it is active, paused or ended."))
                : answer(
                        routines.setState(principal, routine.seenAt(decision.version()), state.get()),
                        routine,
                        "It is " + state.get().word() + " now.");
    }

    /// What somebody decides about the version that they saw.
    record Decision(int version, @Nullable String state) {}

    private static Reply answer(Routines.Changed changed, Routine routine, String done) {
        return switch (changed) {
            case Routines.Changed.Done _ -> Reply.to(routine.href(), Flash.done(done));
            case Routines.Changed.Stale() ->
                Reply.to(routine.href(), Flash.failed("Nothing happened: somebody changed the routine meanwhile."));
            case Routines.Changed.Ended() ->
                Reply.to(routine.href(), Flash.failed("It has ended: make a new one instead."));
        };
    }

    /// The routine that is changed, if there is one, and what was refused about it.
    private record Wrong(
            @Nullable Routine routine, @Nullable InvalidRoutine refused) {}

    private JteModel form(Shell shell, Principal principal, RoutineForm typed, @Nullable Wrong wrong) {
        var services = new ArrayList<Option>();
        services.add(new Option("", "None"));
        services.addAll(desk.services().choices(principal));
        var routine = wrong == null ? null : wrong.routine();
        return templates.routineForm(
                shell,
                typed,
                typed.fields(wrong == null ? null : wrong.refused()),
                new RoutineView.Choices(desk.owners(), services, Every.options()),
                routine == null ? "/inbox/routines" : routine.href());
    }
}
