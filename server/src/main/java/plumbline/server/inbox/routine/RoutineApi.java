package plumbline.server.inbox.routine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Routines as JSON.
@RestController
final class RoutineApi {
    static final String ADDRESS = "/api/v1/routines";
    private static final String LIST = "routines by id";

    private final Routines routines;
    private final RoutineDesk desk;
    private final Idempotency idempotency;

    RoutineApi(Routines routines, RoutineDesk desk, Idempotency idempotency) {
        this.routines = routines;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /// Work that comes round.
    ///
    /// @param checklist one line a step
    /// @param owner `person:12`, `role:engineer` or `team:3`
    /// @param service key of the cloud service that it is about
    /// @param every `week`, `month`, `quarter` or `year`
    /// @param startsOn its first day, from which all others are counted
    /// @param days how many days after it came round its task is due
    /// @param state `active`, `paused` or `ended`
    /// @param nextOn when it comes round next, while it is active
    /// @param template the template that it was made from
    record RoutineBody(
            String id,
            String title,
            String checklist,
            String owner,
            String ownerName,
            @Nullable String service,
            String every,
            LocalDate startsOn,
            int days,
            String state,
            @Nullable LocalDate nextOn,
            @Nullable String template,
            Instant createdAt,
            Instant changedAt,
            int version) {}

    /// A routine to make, or all of it as it shall be from now on.
    ///
    /// @param checklist one line a step
    /// @param owner `person:12`, `role:engineer` or `team:3`
    /// @param service key of the cloud service that it is about
    /// @param every `week`, `month`, `quarter` or `year`
    /// @param startsOn a day such as `2026-11-30`
    /// @param days how many days after it came round its task is due, 0 to 365
    /// @param template the template that it is made from
    record RoutinePlan(
            String title,
            @Nullable String checklist,
            String owner,
            @Nullable String service,
            String every,
            String startsOn,
            int days,
            @Nullable String template) {
        RoutineForm form() {
            return new RoutineForm(
                    title, checklist, owner, service, every, startsOn, Integer.toString(days), template, 0);
        }
    }

    /// Whether a routine comes round.
    ///
    /// @param state `active`, `paused` or `ended`; what has ended stays so
    record RoutineState(String state) {}

    /// A day on which a routine came round.
    ///
    /// @param task id of its task, null when no server was up and it was missed
    /// @param state of the task, or `missed`
    record RoutineRound(
            LocalDate day,
            @Nullable String task,
            String state,
            @Nullable String closedBy) {}

    /// A routine that most programmes need, to be adopted.
    ///
    /// @param owner the role that usually does it
    record RoutineOffer(String template, String title, String checklist, String owner, String every, int days) {}

    /// Routines: one's own and those of one's roles, and what one may manage.
    @OpenToSignedIn(RoutineDesk.WHY_OPEN)
    @GetMapping(ADDRESS)
    Page<RoutineBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var only = state == null || state.isEmpty() ? null : state("?state", state);
        int most = Page.limit(limit);
        var after = Cursor.parse(cursor, LIST, 1);
        var rows = routines.list(principal, only, after == null ? 0 : after.id(0), most + 1);
        var services = desk.services().keys(principal);
        return Page.of(rows, most, LIST, routine -> Cursor.of(routine.number())).map(routine -> {
            var service = routine.plan().serviceId();
            return body(routine, service == null ? null : services.get(service));
        });
    }

    /// One routine.
    @OpenToSignedIn(RoutineDesk.WHY_OPEN)
    @GetMapping(ADDRESS + "/{id}")
    @OpensRecord("routine")
    ResponseEntity<RoutineBody> get(Principal principal, @PathVariable String id) {
        return answer(principal, desk.find(principal, id));
    }

    /// The newest days on which a routine came round, the newest first.
    @OpenToSignedIn(RoutineDesk.WHY_OPEN)
    @GetMapping(ADDRESS + "/{id}/rounds")
    @OpensRecord("routine")
    List<RoutineRound> rounds(Principal principal, @PathVariable String id) {
        return routines.rounds(desk.find(principal, id)).stream()
                .map(round -> new RoutineRound(
                        round.day(), round.task() == null ? null : round.taskId(), round.state(), round.closedBy()))
                .toList();
    }

    /// Makes a routine.
    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping(ADDRESS)
    ResponseEntity<RoutineBody> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody RoutinePlan body) {
        var plan = checked(principal, body);
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        return idempotency.once(asked, RoutineBody.class, tx -> {
            var made = routines.create(tx, principal.actor(), plan);
            var service = desk.services().key(principal, plan.serviceId());
            return Idempotency.Done.created(ADDRESS + "/" + made.id(), body(made, service))
                    .version(made.version());
        });
    }

    /// Changes all of a routine.
    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PutMapping(ADDRESS + "/{id}")
    ResponseEntity<RoutineBody> change(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody RoutinePlan body) {
        var routine = desk.find(principal, id).seenAt(ETag.required(seen));
        return answer(principal, routines.change(principal, routine, checked(principal, body)));
    }

    /// Pauses, resumes or ends a routine. What would have come round during a pause does not come later.
    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PutMapping(ADDRESS + "/{id}/state")
    ResponseEntity<RoutineBody> setState(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody RoutineState body) {
        var routine = desk.find(principal, id).seenAt(ETag.required(seen));
        return answer(principal, routines.setState(principal, routine, state("/state", body.state())));
    }

    /// Routines that most programmes need: adopt one by making a routine of it.
    @OpenToSignedIn("Templates are the same for everybody and say nothing about anybody")
    @GetMapping("/api/v1/routine-templates")
    List<RoutineOffer> offers() {
        return Arrays.stream(RoutineTemplate.values())
                .map(template -> new RoutineOffer(
                        template.word(),
                        template.title(),
                        template.checklist(),
                        template.owner().word(),
                        template.every().word(),
                        template.days()))
                .toList();
    }

    private Routine.Plan checked(Principal principal, RoutinePlan body) {
        try {
            return desk.checked(principal, body.form());
        } catch (InvalidRoutine e) {
            throw Problem.invalid("/" + e.field(), e.rule()).exception();
        }
    }

    private static Routine.State state(String pointer, @Nullable String word) {
        return Routine.State.find(word == null ? "" : word)
                .orElseThrow(() -> Problem.invalid(pointer, "must be active, paused or ended")
                        .exception());
    }

    private ResponseEntity<RoutineBody> answer(Principal principal, Routines.Changed changed) {
        return switch (changed) {
            case Routines.Changed.Done(var routine) -> answer(principal, routine);
            case Routines.Changed.Stale() -> throw ETag.changed().exception();
            case Routines.Changed.Ended() ->
                throw Problem.conflict("It has ended: make a new one instead.").exception();
        };
    }

    private ResponseEntity<RoutineBody> answer(Principal principal, Routine routine) {
        return ResponseEntity.ok()
                .eTag(ETag.of(routine.version()))
                .body(body(
                        routine, desk.services().key(principal, routine.plan().serviceId())));
    }

    private static RoutineBody body(Routine routine, @Nullable String service) {
        var plan = routine.plan();
        return new RoutineBody(
                routine.id(),
                plan.title(),
                plan.checklist(),
                plan.owner().key(),
                routine.ownerName(),
                service == null || service.isEmpty() ? null : service,
                plan.every().word(),
                plan.startsOn(),
                plan.days(),
                routine.state().word(),
                routine.state() == Routine.State.ACTIVE ? routine.nextOn() : null,
                plan.template(),
                routine.createdAt(),
                routine.changedAt(),
                routine.version());
    }
}
