package plumbline.server.inbox;

import gg.jte.models.runtime.JteModel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Slice;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Flash;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// The inbox as pages: what waits for the reader, one task in full, and what can be done with it.
@Controller
final class TaskPages {
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;

    private final Tasks tasks;
    private final TaskDesk desk;
    private final TaskLists lists;
    private final List<TaskReminders> reminders;
    private final Templates templates;

    TaskPages(Tasks tasks, TaskDesk desk, TaskLists lists, List<TaskReminders> reminders, Templates templates) {
        this.tasks = tasks;
        this.desk = desk;
        this.lists = lists;
        this.reminders = List.copyOf(reminders);
        this.templates = templates;
    }

    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @GetMapping("/inbox")
    JteModel list(Shell shell, Principal principal) {
        var filter = lists.filter(principal, shell.address(), shell.services().selected());
        var shown = Slice.of(
                tasks.list(filter, ROWS + 1),
                ROWS,
                task -> TaskLists.place(filter, task).text(filter.order().list()));
        var grouped = filter.open() && filter.order().by() == TaskFilter.By.DEADLINE;
        return templates.inboxList(
                shell.titled("Inbox"),
                lists.form(principal, shell.address()),
                new Pager(shell.address(), shown.rows().size(), null, shown.next()),
                TaskView.groups(
                        shown.rows(), day(shell), grouped && !filter.order().down()),
                new TaskView.Notes(day(shell), lists.services(principal), principal.may(Permission.TASK_MANAGE)));
    }

    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @GetMapping(path = "/inbox", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "tasks",
                List.of(
                        "id",
                        "title",
                        "kind",
                        "owner",
                        "service",
                        "deadline",
                        "state",
                        "opened",
                        "changed",
                        "outcome"));
        var services = lists.services(principal);
        var filter = lists.filter(principal, shell.address(), shell.services().selected());
        for (var task : tasks.list(filter, CSV_ROWS)) {
            sheet.row(List.of(
                    task.id(),
                    task.words().title(),
                    task.kind(),
                    task.held().by().name(),
                    task.serviceId() == null ? "" : services.getOrDefault(task.serviceId(), ""),
                    task.deadline(),
                    task.state().word(),
                    task.openedAt(),
                    task.changedAt(),
                    task.closed() == null ? "" : task.closed().outcome().why()));
        }
        return sheet;
    }

    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @GetMapping("/inbox/{id}")
    @OpensRecord("task")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        return record(shell, principal, desk.find(principal, id), "");
    }

    private JteModel record(Shell shell, Principal principal, Task task, String refused) {
        var mayAct = tasks.mayAct(principal, task);
        var view = new TaskView(
                task,
                day(shell),
                lists.service(principal, task.serviceId()),
                lists.kind(task.kind()),
                new TaskView.May(
                        mayAct, principal.may(Permission.TASK_MANAGE), mayAct && tasks.mayTake(principal, task)),
                mayAct ? desk.owners(task) : List.of(),
                reminders.stream().flatMap(kept -> kept.of(task).stream()).toList());
        return templates.inboxRecord(
                shell.titled(task.words().title()),
                view,
                Event.History.of(tasks.history(task), principal, "task", task.id()),
                refused);
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @GetMapping("/inbox/new")
    JteModel blank(Shell shell, Principal principal) {
        return form(shell, principal, TaskForm.EMPTY, null);
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping("/inbox")
    Reply open(Shell shell, Principal principal, @ModelAttribute TaskForm typed) {
        try {
            var opened = desk.open(principal, typed);
            return Reply.to(opened.href(), Flash.done("Opened."));
        } catch (InvalidTask refused) {
            return Reply.page(422, form(shell, principal, typed, refused));
        }
    }

    private JteModel form(Shell shell, Principal principal, TaskForm typed, @Nullable InvalidTask refused) {
        return templates.inboxForm(
                shell.titled("New task"), typed.fields(refused), desk.owners(), lists.serviceChoices(principal));
    }

    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @PostMapping("/inbox/{id}/take")
    Reply take(Shell shell, Principal principal, @PathVariable String id, Seen seen) {
        var task = desk.find(principal, id).seenAt(seen.version());
        return answer(shell, principal, tasks.take(principal, task), task, "It is yours now.");
    }

    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @PostMapping("/inbox/{id}/owner")
    Reply handOver(
            Shell shell,
            Principal principal,
            @PathVariable String id,
            Seen seen,
            @RequestParam(defaultValue = "") String owner) {
        var task = desk.find(principal, id).seenAt(seen.version());
        var to = Owner.parse(owner);
        var changed =
                to.isEmpty() ? new Changed.Refused("Say who shall do it.") : tasks.handOver(principal, task, to.get());
        return answer(shell, principal, changed, task, "Handed over.");
    }

    @OpenToSignedIn(TaskDesk.WHY_OPEN)
    @PostMapping("/inbox/{id}/close")
    Reply close(Shell shell, Principal principal, @PathVariable String id, Seen seen, Closing closing) {
        var task = desk.find(principal, id).seenAt(seen.version());
        return answer(shell, principal, desk.close(principal, task, closing.state(), closing.why()), task, "Closed.");
    }

    @Requires(value = Permission.TASK_MANAGE, scoped = true)
    @PostMapping("/inbox/{id}/deadline")
    Reply move(Shell shell, Principal principal, @PathVariable String id, Seen seen, Deadline deadline) {
        var task = desk.find(principal, id).seenAt(seen.version());
        return answer(shell, principal, desk.move(principal, task, deadline.deadline()), task, "Moved.");
    }

    /// The version that the person looked at.
    record Seen(int version) {}

    /// How a task ends.
    record Closing(@Nullable String state, @Nullable String why) {}

    /// Another day.
    record Deadline(@Nullable String deadline) {}

    private Reply answer(Shell shell, Principal principal, Changed changed, Task task, String done) {
        return switch (changed) {
            // Who gave a task away may see it no longer.
            case Changed.Done(var now) ->
                Reply.to(tasks.find(principal, now.number()).isPresent() ? now.href() : "/inbox", Flash.done(done));
            case Changed.Stale() ->
                Reply.to(task.href(), Flash.failed("Nothing happened: somebody changed the task meanwhile."));
            case Changed.Refused(var why) ->
                Reply.page(422, record(shell, principal, desk.find(principal, task.id()), why));
        };
    }

    private static LocalDate day(Shell shell) {
        return LocalDate.ofInstant(shell.now(), ZoneOffset.UTC);
    }
}
