package plumbline.server.control;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.estate.ServiceGlance;
import plumbline.server.estate.Services;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.PackSection;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;
import plumbline.server.web.ShellContribution;

/// The parts of control and how they meet.
public final class ControlModule implements BeanRegistrar {
    private static final String EDITION = "2015";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Statement.class,
                spec -> spec.supplier(context -> {
                    var watches = context.beanProvider(StatementWatch.class);
                    return new Statement(
                            context.bean(Catalog.class),
                            context.bean(Transactions.class),
                            context.bean(Journal.class),
                            () -> watches.stream().toList());
                }));
        registry.registerBean(
                Controls.class,
                spec -> spec.supplier(context -> new Controls(
                        context.bean(Catalog.class),
                        context.bean(Statement.class),
                        context.bean(CheckTallies.class),
                        context.bean(EvidenceQueries.class),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                Standings.class,
                spec -> spec.supplier(context -> new Standings(
                        context.bean(Catalog.class),
                        context.bean(Services.class),
                        context.bean(Controls.class),
                        context.bean(Transactions.class),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                ControlSearch.class,
                spec -> spec.supplier(context -> new ControlSearch(context.bean(Catalog.class), EDITION)));
        registry.registerBean(
                ControlPages.class,
                spec -> spec.supplier(context -> new ControlPages(
                        context.bean(Catalog.class),
                        context.bean(Controls.class),
                        context.bean(Standings.class),
                        context.bean(Services.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                StatementPages.class,
                spec -> spec.supplier(context -> new StatementPages(
                        context.bean(Catalog.class), context.bean(Statement.class), context.bean(Templates.class))));
        registry.registerBean(
                ControlApi.class,
                spec -> spec.supplier(context -> new ControlApi(
                        context.bean(Catalog.class),
                        context.bean(Controls.class),
                        context.bean(Statement.class),
                        context.bean(Services.class))));
        registerSeams(registry);
    }

    /// What others show of controls: the register of services, packs, jobs, the rail and the frame.
    private static void registerSeams(BeanRegistry registry) {
        registry.registerBean(
                "controlsOfAService",
                ServiceGlance.class,
                spec -> spec.supplier(context -> {
                    var controls = context.bean(Controls.class);
                    return (principal, service) ->
                            principal.scope(Permission.CONTROL_READ).covers(service.id())
                                    ? Optional.of(ControlGlance.of(controls.states(EDITION, service), service))
                                    : Optional.empty();
                }));
        registry.registerBean(
                "statementInPacks",
                PackSection.class,
                spec -> spec.supplier(context -> new StatementSection(
                        context.bean(Catalog.class),
                        context.bean(CheckTallies.class),
                        context.bean(EvidenceQueries.class))));
        registry.registerBean(
                "standingSweep",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var standings = context.bean(Standings.class);
                    return new Recurring(
                            "standing-sweep",
                            "Looks at how the controls stand, so that each day keeps its last look",
                            JobTime.atOnceAndEvery(Duration.ofHours(1)),
                            run -> standings.look());
                }));
        registry.registerBean(
                "controlsInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Controls", "/controls", "c", 20, Permission.CONTROL_READ.word())));
        registry.registerBean(
                "editionInTheFrame",
                ShellContribution.class,
                spec -> spec.supplier(context -> (shell, visitor) -> shell.withEdition("ISO/IEC 27017:2015")));
    }
}
