package plumbline.server.inbox.reminder;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.people.Managers;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task.Named;
import plumbline.server.inbox.Viewer;
import plumbline.server.inbox.reminder.ReminderStore.Due;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;

/// Lets the one above know of a task that stays overdue: the manager of a person, whoever leads a team, else whoever
/// runs the programme, and of what waits for those the administrators. From then on they see the task.
final class Escalation {
    private final Managers managers;
    private final Teams teams;
    private final Journal journal;
    private final ReminderStore store = new ReminderStore();

    Escalation(Managers managers, Teams teams, Journal journal) {
        this.managers = managers;
        this.teams = teams;
        this.journal = journal;
    }

    /// Who is to know, from now on kept with the task.
    Owner of(DSLContext tx, Due task, Instant now) {
        var to = above(tx, task, now).orElseGet(() -> role(task.owner()));
        store.escalate(tx, task.number(), to, now);
        journal.append(
                tx,
                Actor.SYSTEM,
                "task.escalated",
                new Subject("task", task.id(), task.serviceId()),
                Changes.begin().field("escalated to", null, to.name()).details());
        return to.owner();
    }

    private Optional<Named> above(DSLContext tx, Due task, Instant now) {
        return switch (task.owner()) {
            case Owner.Person(var id) -> managers.of(tx, id).map(Escalation::named);
            case Owner.Team(var id) ->
                teams.activeLead(tx, id)
                        // Leading a team is no right to read either.
                        .filter(lead -> Viewer.mayReadOf(lead.principal(now), task.recordKind(), task.serviceId()))
                        .map(Escalation::named);
            case Owner.OfRole _, Owner.Holders _ -> Optional.empty();
        };
    }

    private static Named named(Account account) {
        return new Named(Owner.person(account.id()), account.name());
    }

    private static Named role(Owner owner) {
        var programme = Owner.role(Role.COMPLIANCE_MANAGER);
        return owner.equals(programme)
                ? new Named(Owner.role(Role.ADMINISTRATOR), Role.ADMINISTRATOR.word())
                : new Named(programme, Role.COMPLIANCE_MANAGER.word());
    }
}
