package plumbline.server.inbox;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Option;

/// What pages and API share: reads what was sent, and acts.
final class TaskDesk {
    /// Why everybody signed in may come in.
    static final String WHY_OPEN = "Reaches only what waits for whoever asks, or what they may manage";

    private final Transactions transactions;
    private final Tasks tasks;
    private final Owners owners;
    private final ServiceNames services;

    TaskDesk(Transactions transactions, Tasks tasks, Owners owners, ServiceNames services) {
        this.transactions = transactions;
        this.tasks = tasks;
        this.owners = owners;
        this.services = services;
    }

    Task find(Principal principal, String id) {
        var number = Task.number(id);
        return (number.isPresent() ? tasks.find(principal, number.getAsLong()) : Optional.<Task>empty())
                .orElseThrow(() -> Problem.notFound("There is no task " + id + " of yours.")
                        .exception());
    }

    List<Option> owners() {
        return owners.choices();
    }

    /// Those to whom a task can be given.
    List<Option> owners(Task task) {
        var against = tasks.against(task);
        return owners.choices().stream()
                .filter(choice -> Owner.parse(choice.value())
                        .filter(owner -> against.apply(owner).isEmpty())
                        .isPresent())
                .toList();
    }

    Task open(Principal principal, TaskForm typed) {
        var task = checked(principal, typed);
        return transactions.get(tx -> open(tx, principal, task));
    }

    Task open(DSLContext tx, Principal principal, NewTask task) {
        return tasks.open(tx, principal.actor(), task);
    }

    /// @throws InvalidTask naming what cannot be taken
    NewTask checked(Principal principal, TaskForm typed) {
        var service = typed.service() == null ? "" : typed.service().strip();
        var number = services.number(principal, Permission.TASK_MANAGE, service);
        if (number.isEmpty() && (!service.isEmpty() || !principal.mayEverywhere(Permission.TASK_MANAGE))) {
            throw new InvalidTask("service", "must be the key of a cloud service that you may see");
        }
        var task = typed.task(tasks.today(), number.orElse(null));
        if (owners.named(task.owner()).isEmpty()) {
            throw new InvalidTask("owner", "must be somebody who can sign in, a role or a team");
        }
        return task;
    }

    Changed close(Principal principal, Task task, @Nullable String state, @Nullable String why) {
        var ends = Task.State.find(state == null ? "" : state);
        if (ends.isEmpty() || ends.get() == Task.State.OPEN) {
            return new Changed.Refused("Say whether it is done or cancelled.");
        }
        var reason = why == null ? "" : why.strip();
        if (reason.length() > Outcome.MAX) {
            return new Changed.Refused("Give the reason in at most " + Outcome.MAX + " characters.");
        }
        return tasks.close(principal, task, new Outcome(ends.get(), reason));
    }

    Changed move(Principal principal, Task task, @Nullable String deadline) {
        try {
            return tasks.move(principal, task, TaskForm.day("deadline", deadline));
        } catch (InvalidTask notADay) {
            return new Changed.Refused("Give a day such as 2026-11-30.");
        }
    }
}
