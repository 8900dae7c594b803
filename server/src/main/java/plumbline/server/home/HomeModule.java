package plumbline.server.home;

import java.time.Duration;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.control.Controls;
import plumbline.server.control.Standings;
import plumbline.server.estate.Services;
import plumbline.server.evidence.EvidenceSearch;
import plumbline.server.finding.FindingQueries;
import plumbline.server.finding.ScanIntake;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The page on which everybody begins.
public final class HomeModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                HomePages.class,
                spec -> spec.supplier(context -> new HomePages(
                        context.bean(Catalog.class),
                        context.bean(Services.class),
                        new HomePages.Declared(context.bean(Controls.class), context.bean(Standings.class)),
                        new HomePages.Observed(
                                context.bean(FindingQueries.class),
                                context.bean(ScanIntake.class),
                                context.bean(EvidenceSearch.class),
                                context.bean(Tasks.class)),
                        context.bean(Templates.class))));
        registry.registerBean(
                Search.class,
                spec -> spec.supplier(context -> new Search(
                        context.beanProvider(SearchSource.class).stream().toList())));
        registry.registerBean(
                SearchPages.class,
                spec -> spec.supplier(
                        context -> new SearchPages(context.bean(Search.class), context.bean(Templates.class))));
        registry.registerBean(
                SearchApi.class, spec -> spec.supplier(context -> new SearchApi(context.bean(Search.class))));
        registry.registerBean(FirstSteps.class, spec -> spec.supplier(HomeModule::firstSteps));
        registry.registerBean(
                "firstStepTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(FirstSteps.KIND, "First steps")));
        registry.registerBean(
                "firstStepsJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var steps = context.bean(FirstSteps.class);
                    return new Recurring(
                            "first-steps",
                            "Tells the first administrator what to do first, and sees when it is done",
                            JobTime.every(Duration.ofMinutes(1)),
                            run -> {
                                if (steps.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
        registry.registerBean(
                "homeInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(
                        context -> new Navigation.Item("Home", "/", "h", 10, Permission.CONTROL_READ.word())));
    }

    private static FirstSteps firstSteps(SupplierContext context) {
        return new FirstSteps(
                context.bean(Transactions.class),
                context.bean(Tasks.class),
                context.bean(Accounts.class),
                context.bean(Services.class),
                context.bean(ScanIntake.class));
    }
}
