package plumbline.server.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Tasks as JSON.
@RestController
@RequestMapping(TaskApi.ADDRESS)
final class TaskApi {
    static final String ADDRESS = "/api/v1/tasks";

    private final Tasks tasks;
    private final TaskDesk desk;
    private final TaskLists lists;
    private final Idempotency idempotency;

    TaskApi(Tasks tasks, TaskDesk desk, TaskLists lists, Idempotency idempotency) {
        this.tasks = tasks;
        this.desk = desk;
        this.lists = lists;
        this.idempotency = idempotency;
    }

    /// Something that somebody has to do.
    ///
    /// @param record the record that it concerns, as kind and id
    /// @param link the page on which the work is done
    /// @param owner `person:12`, `role:engineer`, `team:3`, or `may:control:approve` for whoever has that authority
    /// @param takenFrom the role or team from which the person took it
    /// @param escalatedTo who was told because it is overdue
    /// @param deadline the last day (UTC) on which it is in time
    /// @param byHand whether people may say that it is done; otherwise it closes by itself
    /// @param state `open`, `done` or `cancelled`
    record TaskBody(
            String id,
            String kind,
            String title,
            String note,
            String record,
            String link,
            String owner,
            String ownerName,
            @Nullable String takenFrom,
            @Nullable String escalatedTo,
            @Nullable String service,
            LocalDate deadline,
            boolean byHand,
            String state,
            @Nullable String outcome,
            @Nullable String closedBy,
            Instant openedAt,
            Instant changedAt,
            int version) {}

    /// A task to open by hand.
    ///
    /// @param note how it is done
    /// @param owner `person:12`, `role:engineer` or `team:3`
    /// @param service key of the cloud service that it belongs to
    /// @param deadline a day such as `2026-11-30`
    /// @param link the path of the page where the work is done
    record TaskToOpen(
            String title,
            @Nullable String note,
            String owner,
            @Nullable String service,
            String deadline,
            @Nullable String link) {
        TaskForm form() {
            return new TaskForm(title, note, owner, service, deadline, link);
        }
    }

    /// Who shall do a task from now on.
    ///
    /// @param owner `person:12`, `role:engineer` or `team:3`
    record TaskOwner(String owner) {}

    /// How a task ends.
    ///
    /// @param state `done` or `cancelled`
    /// @param outcome why, in a line; needed when it is cancelled
    record TaskEnd(String state, @Nullable String outcome) {}

    /// Another day by which a task is to be done.
    ///
    /// @param deadline a day such as `2026-11-30`
    record TaskDeadline(String deadline) {}

    /// Tasks: one's own and those of one's roles, or all that one may see.
    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @GetMapping
    Page<TaskBody> list(
            Principal principal,
            TaskQuery query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        var filter = lists.filter(principal, query.asked(), cursor);
        var services = lists.services(principal);
        return Page.of(tasks.list(filter, most + 1), most, filter.order().list(), task -> TaskLists.place(filter, task))
                .map(task -> body(task, task.serviceId() == null ? null : services.get(task.serviceId())));
    }

    /// What may be asked for; what is left out filters nothing.
    ///
    /// @param whose `mine` (or left out), `all`, or an owner such as `role:engineer`
    /// @param state `open` (or left out) or `closed`
    /// @param due `overdue`, `today`, `week` or `later`
    /// @param kind of task, for example `evidence.renew`
    /// @param service key of a cloud service
    /// @param q words
    /// @param sort `deadline`, `-deadline`, `changed` or `-changed`
    record TaskQuery(
            @Nullable String whose,
            @Nullable String state,
            @Nullable String due,
            @Nullable String kind,
            @Nullable String service,
            @Nullable String q,
            @Nullable String sort) {
        TaskLists.Asked asked() {
            return new TaskLists.Asked(
                    text(whose),
                    one("state", state, "open", "closed"),
                    one("due", due, "overdue", "today", "week", "later"),
                    text(kind),
                    text(service),
                    text(q),
                    one("sort", sort, "deadline", "-deadline", "changed", "-changed"));
        }

        private static String one(String name, @Nullable String asked, String... words) {
            var word = text(asked);
            if (!word.isEmpty() && !List.of(words).contains(word)) {
                throw Problem.invalid("?" + name, "must be one of " + String.join(", ", words))
                        .exception();
            }
            return word;
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    /// One task.
    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @GetMapping("/{id}")
    @OpensRecord("task")
    ResponseEntity<TaskBody> get(Principal principal, @PathVariable String id) {
        return answer(principal, desk.find(principal, id));
    }

    /// Opens a task by hand.
    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping
    ResponseEntity<TaskBody> open(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TaskToOpen body) {
        try {
            var task = desk.checked(principal, body.form());
            var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
            return idempotency.once(asked, TaskBody.class, tx -> {
                var opened = desk.open(tx, principal, task);
                return Idempotency.Done.created(
                                ADDRESS + "/" + opened.id(), body(opened, lists.service(principal, opened.serviceId())))
                        .version(opened.version());
            });
        } catch (InvalidTask e) {
            throw Problem.invalid("/" + e.field(), e.rule()).exception();
        }
    }

    /// Takes a task of a role or team: it becomes the caller's own.
    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @PostMapping("/{id}/take")
    ResponseEntity<TaskBody> take(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        return answer(principal, tasks.take(principal, seen(principal, id, seen)));
    }

    /// Gives a task to somebody else.
    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @PutMapping("/{id}/owner")
    ResponseEntity<TaskBody> handOver(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody TaskOwner body) {
        var task = seen(principal, id, seen);
        var to = Owner.parse(body.owner() == null ? "" : body.owner())
                .orElseThrow(() -> Problem.invalid("/owner", "must be such as person:12, role:engineer or team:3")
                        .exception());
        return answer(principal, tasks.handOver(principal, task, to));
    }

    /// Says that a task is done, or that nobody has to do it any more.
    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @PutMapping("/{id}/state")
    ResponseEntity<TaskBody> close(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody TaskEnd body) {
        var task = seen(principal, id, seen);
        return answer(principal, desk.close(principal, task, body.state(), body.outcome()));
    }

    /// Moves a task's deadline; reminders begin anew.
    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PutMapping("/{id}/deadline")
    ResponseEntity<TaskBody> move(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody TaskDeadline body) {
        var task = seen(principal, id, seen);
        return answer(principal, desk.move(principal, task, body.deadline()));
    }

    private Task seen(Principal principal, String id, @Nullable String ifMatch) {
        return desk.find(principal, id).seenAt(ETag.required(ifMatch));
    }

    private ResponseEntity<TaskBody> answer(Principal principal, Changed changed) {
        return switch (changed) {
            case Changed.Done(var task) -> answer(principal, task);
            case Changed.Stale() -> throw ETag.changed().exception();
            case Changed.Refused(var why) -> throw Problem.conflict(why).exception();
        };
    }

    private ResponseEntity<TaskBody> answer(Principal principal, Task task) {
        return ResponseEntity.ok()
                .eTag(ETag.of(task.version()))
                .body(body(task, lists.service(principal, task.serviceId())));
    }

    private static TaskBody body(Task task, @Nullable String service) {
        var held = task.held();
        var closed = task.closed();
        return new TaskBody(
                task.id(),
                task.kind(),
                task.words().title(),
                task.words().note(),
                task.about().id().isEmpty()
                        ? ""
                        : task.about().kind() + ":" + task.about().id(),
                task.about().link(),
                held.by().owner().key(),
                held.by().name(),
                held.takenFrom() == null ? null : held.takenFrom().owner().key(),
                held.escalatedTo() == null ? null : held.escalatedTo().owner().key(),
                service == null || service.isEmpty() ? null : service,
                task.deadline(),
                task.byHand(),
                task.state().word(),
                closed == null ? null : closed.outcome().why(),
                closed == null ? null : closed.byName(),
                task.openedAt(),
                task.changedAt(),
                task.version());
    }
}
