package plumbline.server.platform.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.platform.Journal;
import plumbline.server.platform.LeftoverSweep;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.Transactions;

/// The parts of background work and how they meet.
public final class JobModule implements BeanRegistrar {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var bell = new JobBell();
        registry.registerBean(
                Jobs.class,
                spec -> spec.supplier(context ->
                        new Jobs(context.bean(Transactions.class), context.bean(InstantSource.class), bell)));
        registry.registerBean(
                JobScheduler.Work.class,
                spec -> spec.supplier(context -> new JobScheduler.Work(
                        context.beanProvider(Recurring.class).stream().toList(),
                        context.beanProvider(JobKind.class).stream().toList())));
        registry.registerBean(
                JobDesk.class,
                spec -> spec.supplier(context -> new JobDesk(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        bell,
                        context.bean(JobScheduler.Work.class))));
        var process = processName();
        registry.registerBean(
                JobScheduler.class,
                spec -> spec.supplier(context -> new JobScheduler(
                        context.bean(DataSource.class),
                        process,
                        new JobRunner(context.bean(Transactions.class), context.bean(InstantSource.class), process),
                        context.bean(JobScheduler.Work.class),
                        bell)));
        registerSweep(registry);
    }

    private static void registerSweep(BeanRegistry registry) {
        registry.registerBean(
                "endedJobRuns",
                Leftovers.class,
                spec -> spec.supplier(context ->
                        new Leftovers("job runs", (tx, now) -> new JobStore().deleteEndedBefore(tx, now.minus(KEPT)))));
        registry.registerBean(
                "leftoverSweepJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sweep = context.bean(LeftoverSweep.class);
                    return new Recurring(
                            "leftover-sweep",
                            "Deletes rows that are of no use any more: ended sessions, spent links, old answers",
                            JobTime.every(SWEEP),
                            run -> {
                                if (sweep.sweep() == 0) {
                                    run.idle();
                                }
                            });
                }));
    }

    /// Unlike any other, even where several containers call their host and their process the same.
    private static String processName() {
        var random = new byte[4];
        new SecureRandom().nextBytes(random);
        return host() + "-" + ProcessHandle.current().pid() + "-"
                + HexFormat.of().formatHex(random);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "host";
        }
    }
}
