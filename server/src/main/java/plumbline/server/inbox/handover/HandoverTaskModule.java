package plumbline.server.inbox.handover;

import java.time.Duration;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.handover.AfterHandover;
import plumbline.server.identity.handover.Ownership;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;

/// The parts of tasks about people who left, and how they meet.
public final class HandoverTaskModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                HandoverTasks.class,
                spec -> spec.supplier(context -> new HandoverTasks(
                        context.bean(Transactions.class),
                        context.bean(Tasks.class),
                        context.bean(Accounts.class),
                        context.bean(Ownership.class))));
        registry.registerBean(
                "handoverTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(HandoverTasks.KIND, "People who left")));
        // Both ask for the tasks late: these know the accounts whose endings they follow.
        registry.registerBean(
                "handoverOnLeaving",
                AccountEnding.class,
                spec -> spec.supplier(context -> {
                    var handovers = context.beanProvider(HandoverTasks.class);
                    var journal = context.bean(Journal.class);
                    return new AfterEnding(handovers::getObject, journal);
                }));
        registry.registerBean(
                AfterHandover.class,
                spec -> spec.supplier(context -> {
                    var handovers = context.beanProvider(HandoverTasks.class);
                    var accounts = context.bean(Accounts.class);
                    return (tx, by, from) -> accounts.hold(tx, from.id())
                            .filter(now -> !now.active())
                            .ifPresent(now -> handovers.getObject().settle(tx, by, now, accounts.now()));
                }));
        registry.registerBean(
                "handoverJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var handovers = context.bean(HandoverTasks.class);
                    return new Recurring(
                            "handovers",
                            "Asks administrators to hand over what belongs to people who left",
                            JobTime.every(Duration.ofMinutes(10)),
                            run -> {
                                if (handovers.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
    }
}
