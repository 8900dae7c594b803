package plumbline.server.finding;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.api.Idempotency;
import plumbline.server.control.CheckTallies;
import plumbline.server.estate.ServiceGlance;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.PackSection;
import plumbline.server.identity.Permission;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The parts of finding and how they meet.
public final class FindingModule implements BeanRegistrar {

    /// How long a scan's results hold: that of the catalogue's evidence kind `iac-scan-result`.
    private static final Duration FRESHNESS = Duration.ofDays(7);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        scans(registry);
        queries(registry);
        doors(registry);
    }

    private static void scans(BeanRegistry registry) {
        registry.registerBean(
                ScanIntake.class,
                spec -> spec.supplier(context -> new ScanIntake(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        new ScanIntake.Parts(
                                context.bean(BodyStore.class),
                                context.bean(EvidenceRecorder.class),
                                new ScanNews(context.bean(Notices.class))))));
        registry.registerBean("findingOpened", NoticeKind.class, spec -> spec.supplier(context -> ScanNews.OPENED));
        registry.registerBean(
                "abandonedScans",
                Leftovers.class,
                spec -> spec.supplier(
                        context -> new Leftovers("scans that were never completed", ScanIntake::deleteAbandoned)));
    }

    private static void queries(BeanRegistry registry) {
        registry.registerBean(
                FindingQueries.class,
                spec -> spec.supplier(context -> new FindingQueries(context.bean(Transactions.class))));
        registry.registerBean(
                FindingSearch.class,
                spec -> spec.supplier(context -> new FindingSearch(context.bean(FindingQueries.class))));
        registry.registerBean(
                FindingSearch.Scans.class,
                spec -> spec.supplier(context -> new FindingSearch.Scans(context.bean(ScanIntake.class))));
        registry.registerBean(
                CheckTallies.class,
                spec -> spec.supplier(context -> new TallyStore(
                        context.bean(Transactions.class), context.bean(InstantSource.class), FRESHNESS)));
        registry.registerBean(
                "findingsInPacks",
                PackSection.class,
                spec -> spec.supplier(context -> new FindingSection(context.bean(EvidenceQueries.class))));
    }

    private static void doors(BeanRegistry registry) {
        registry.registerBean(
                FindingPages.class,
                spec -> spec.supplier(context -> new FindingPages(
                        context.bean(FindingQueries.class),
                        context.bean(ScanIntake.class),
                        context.bean(EvidenceQueries.class),
                        context.bean(Catalog.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                ScanPages.class,
                spec -> spec.supplier(context -> new ScanPages(
                        context.bean(ScanIntake.class),
                        context.bean(FindingQueries.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                FindingApi.class, spec -> spec.supplier(context -> new FindingApi(context.bean(FindingQueries.class))));
        registry.registerBean(
                ScanApi.class,
                spec -> spec.supplier(context -> new ScanApi(
                        context.bean(ScanIntake.class),
                        context.bean(Services.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                "findingsOfAService",
                ServiceGlance.class,
                spec -> spec.supplier(context -> new FindingGlance(context.bean(FindingQueries.class))));
        registry.registerBean(
                "findingsInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Findings", "/findings", "f", 80, Permission.FINDING_READ.word())));
    }
}
