package plumbline.server.evidence.pack;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.api.Idempotency;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.PackSection;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.identity.Permission;
import plumbline.server.identity.external.ExternalLinks;
import plumbline.server.identity.external.LinkDesk;
import plumbline.server.identity.external.LinkDoor;
import plumbline.server.identity.external.LinkPurpose;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.Jobs;
import plumbline.server.platform.job.Recurring;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The parts of packs and how they meet.
public final class PackModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var settings = PackSettings.from(environment::getProperty);
        registry.registerBean(
                PackMaker.class,
                spec -> spec.supplier(context -> new PackMaker(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(Ledger.class),
                        context.bean(BodyStore.class),
                        new PackMaker.Parts(
                                new PackCollector(
                                        context.bean(Catalog.class),
                                        context.bean(EvidenceQueries.class),
                                        context.beanProvider(PackSection.class).stream()
                                                .toList(),
                                        settings),
                                new PackAssembly(
                                        context.bean(Transactions.class),
                                        context.bean(EvidenceQueries.class),
                                        context.bean(BodyStore.class),
                                        context.bean(Ledger.class)),
                                settings,
                                new PackNews(context.bean(Notices.class))))));
        registry.registerBean("packFinished", NoticeKind.class, spec -> spec.supplier(context -> PackNews.FINISHED));
        registry.registerBean(
                "packJob",
                Recurring.class,
                spec -> spec.supplier(
                        context -> new PackJob(context.bean(Transactions.class), context.bean(PackMaker.class)).job()));
        registry.registerBean(
                Packs.class,
                spec -> spec.supplier(context -> new Packs(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(Catalog.class),
                        context.bean(Jobs.class))));
        registry.registerBean(
                PackSearch.class, spec -> spec.supplier(context -> new PackSearch(context.bean(Packs.class))));
        registerDoors(registry);
        registerLinks(registry);
    }

    private static void registerLinks(BeanRegistry registry) {
        registry.registerBean("packLink", LinkPurpose.class, spec -> spec.supplier(context -> PackLinks.PURPOSE));
        registry.registerBean(
                PackLinks.class,
                spec -> spec.supplier(
                        context -> new PackLinks(context.bean(Packs.class), context.bean(LinkDesk.class))));
        registry.registerBean(
                PackLinkPages.class,
                spec -> spec.supplier(context -> new PackLinkPages(
                        context.bean(PackLinks.class),
                        context.bean(ExternalLinks.class),
                        context.bean(Transactions.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                PackLinkApi.class,
                spec -> spec.supplier(
                        context -> new PackLinkApi(context.bean(PackLinks.class), context.bean(Idempotency.class))));
        registry.registerBean(
                PackVisitPages.class,
                spec -> spec.supplier(context -> new PackVisitPages(
                        context.bean(Packs.class),
                        context.bean(LinkDoor.class),
                        new PackVisitPages.Parts(
                                context.bean(Transactions.class),
                                context.bean(BodyStore.class),
                                context.bean(Ledger.class)),
                        context.bean(Templates.class))));
    }

    private static void registerDoors(BeanRegistry registry) {
        registry.registerBean(
                PackApi.class,
                spec -> spec.supplier(context -> new PackApi(
                        context.bean(Packs.class),
                        context.bean(Services.class),
                        context.bean(BodyStore.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                PackPages.class,
                spec -> spec.supplier(context -> new PackPages(
                        context.bean(Packs.class),
                        context.bean(Services.class),
                        context.bean(BodyStore.class),
                        context.bean(Ledger.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                "packsInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(
                        context -> new Navigation.Item("Packs", "/packs", "k", 150, Permission.PACK_EXPORT.word())));
    }
}
