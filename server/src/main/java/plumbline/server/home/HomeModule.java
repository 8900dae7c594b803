package plumbline.server.home;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.control.Controls;
import plumbline.server.control.Standings;
import plumbline.server.estate.Services;
import plumbline.server.evidence.EvidenceSearch;
import plumbline.server.finding.FindingQueries;
import plumbline.server.finding.ScanIntake;
import plumbline.server.identity.Permission;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.inbox.Tasks;
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
        registry.registerBean(
                "homeInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(
                        context -> new Navigation.Item("Home", "/", "h", 10, Permission.CONTROL_READ.word())));
    }
}
