package plumbline.server.evidence.due;

import java.time.Duration;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;

/// What evidence and packs ask of people, and when that is looked at.
public final class EvidenceDueModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                RenewalSweep.class,
                spec -> spec.supplier(
                        context -> new RenewalSweep(context.bean(Transactions.class), context.bean(Tasks.class))));
        registry.registerBean(
                FailedPackSweep.class,
                spec -> spec.supplier(
                        context -> new FailedPackSweep(context.bean(Transactions.class), context.bean(Tasks.class))));
        registry.registerBean(
                "renewalTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(RenewalSweep.KIND, "Evidence to renew")));
        registry.registerBean(
                "failedPackTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(FailedPackSweep.KIND, "Packs that failed")));
        registry.registerBean(
                "renewalJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sweep = context.bean(RenewalSweep.class);
                    return new Recurring(
                            "evidence-to-renew",
                            "Opens tasks for evidence that will soon no longer be fresh",
                            JobTime.every(Duration.ofHours(1)),
                            run -> {
                                if (sweep.open(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
        registry.registerBean(
                "renewedJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var renewals = context.bean(RenewalSweep.class);
                    var packs = context.bean(FailedPackSweep.class);
                    return new Recurring(
                            "evidence-tasks",
                            "Closes tasks for evidence that was renewed, and follows packs that failed",
                            JobTime.every(Duration.ofMinutes(1)),
                            run -> {
                                if (renewals.close() + packs.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
    }
}
