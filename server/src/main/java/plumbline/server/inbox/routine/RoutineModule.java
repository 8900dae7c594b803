package plumbline.server.inbox.routine;

import java.time.Duration;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.grant.TeamEnding;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Owners;
import plumbline.server.inbox.ServiceNames;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;
import plumbline.server.templates.Templates;

/// The parts of routines and how they meet.
public final class RoutineModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Routines.class,
                spec -> spec.supplier(context -> new Routines(
                        context.bean(Transactions.class), context.bean(Journal.class), context.bean(Owners.class))));
        registry.registerBean(
                RoutinesOwned.class, spec -> spec.supplier(context -> new RoutinesOwned(context.bean(Routines.class))));
        registry.registerBean(
                "routinesOfDissolvedTeams",
                TeamEnding.class,
                spec -> spec.supplier(context -> {
                    var routines = context.beanProvider(Routines.class);
                    return (tx, by, team) -> routines.getObject().pass(tx, by, Owner.team(team.id()), Owners.PROGRAMME);
                }));
        registry.registerBean(
                RoutineDesk.class,
                spec -> spec.supplier(context -> new RoutineDesk(
                        context.bean(Routines.class), context.bean(Owners.class), context.bean(ServiceNames.class))));
        registry.registerBean(
                RoutineSweep.class,
                spec -> spec.supplier(
                        context -> new RoutineSweep(context.bean(Transactions.class), context.bean(Tasks.class))));
        registry.registerBean(
                "routineJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sweep = context.bean(RoutineSweep.class);
                    return new Recurring(
                            "routines", "Opens the tasks of routines", JobTime.every(Duration.ofMinutes(5)), run -> {
                                if (sweep.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
        registry.registerBean(
                "routineTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(RoutineSweep.KIND, "Routines")));
        registry.registerBean(
                RoutinePages.class,
                spec -> spec.supplier(context -> new RoutinePages(
                        context.bean(Routines.class), context.bean(RoutineDesk.class), context.bean(Templates.class))));
        registry.registerBean(
                RoutineApi.class,
                spec -> spec.supplier(context -> new RoutineApi(
                        context.bean(Routines.class),
                        context.bean(RoutineDesk.class),
                        context.bean(Idempotency.class))));
    }
}
