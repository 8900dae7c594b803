package plumbline.server.inbox;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.grant.TeamEnding;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;
import plumbline.server.web.Shell;
import plumbline.server.web.ShellContribution;

/// The parts of the inbox and how they meet.
public final class InboxModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Owners.class,
                spec -> spec.supplier(context -> new Owners(context.bean(Accounts.class), context.bean(Teams.class))));
        registry.registerBean(Tasks.class, spec -> spec.supplier(InboxModule::tasks));
        registry.registerBean(
                "tasksOfLeavers",
                AccountEnding.class,
                spec -> spec.supplier(context -> new Successors(context.beanProvider(Tasks.class)::getObject)));
        registry.registerBean(
                "tasksOfDissolvedTeams",
                TeamEnding.class,
                spec -> spec.supplier(context -> {
                    var tasks = context.beanProvider(Tasks.class);
                    return (tx, by, team) -> tasks.getObject().leave(tx, by, Owner.team(team.id()));
                }));
        registry.registerBean(
                TasksOwned.class, spec -> spec.supplier(context -> new TasksOwned(context.bean(Tasks.class))));
        registry.registerBean(
                ServiceNames.class,
                spec -> spec.supplier(context -> new ServiceNames(
                        context.beanProvider(TokenScopes.class).stream().toList())));
        registry.registerBean(TaskDesk.class, spec -> spec.supplier(InboxModule::desk));
        registry.registerBean(TaskLists.class, spec -> spec.supplier(InboxModule::lists));
        registry.registerBean("manualTasks", TaskKind.class, spec -> spec.supplier(context -> TaskKind.BY_HAND));
        registry.registerBean(
                TaskPages.class,
                spec -> spec.supplier(context -> new TaskPages(
                        context.bean(Tasks.class),
                        context.bean(TaskDesk.class),
                        context.bean(TaskLists.class),
                        context.beanProvider(TaskReminders.class).stream().toList(),
                        context.bean(Templates.class))));
        registry.registerBean(
                TaskApi.class,
                spec -> spec.supplier(context -> new TaskApi(
                        context.bean(Tasks.class),
                        context.bean(TaskDesk.class),
                        context.bean(TaskLists.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                "inboxInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context -> new Navigation.Item("Inbox", "/inbox", "b", 15, null)));
        registry.registerBean(
                "waitingTasks",
                ShellContribution.class,
                spec -> spec.supplier(context -> {
                    var tasks = context.bean(Tasks.class);
                    return (shell, visitor) ->
                            visitor instanceof Principal principal ? counted(shell, tasks.waiting(principal)) : shell;
                }));
    }

    private static Shell counted(Shell shell, WaitingStore.Waiting waiting) {
        return shell.withWaiting(new Shell.Waiting(waiting.count(), waiting.overdue()));
    }

    private static Tasks tasks(SupplierContext context) {
        var kinds = context.beanProvider(TaskKind.class);
        return new Tasks(
                context.bean(Transactions.class),
                context.bean(Journal.class),
                context.bean(Owners.class),
                () -> kinds.stream().toList());
    }

    private static TaskDesk desk(SupplierContext context) {
        return new TaskDesk(
                context.bean(Transactions.class),
                context.bean(Tasks.class),
                context.bean(Owners.class),
                context.bean(ServiceNames.class));
    }

    private static TaskLists lists(SupplierContext context) {
        return new TaskLists(
                context.bean(Tasks.class),
                context.bean(Owners.class),
                context.bean(ServiceNames.class),
                context.beanProvider(TaskKind.class).stream().toList());
    }
}
