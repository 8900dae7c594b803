package plumbline.server.evidence.upload;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.api.Idempotency;
import plumbline.server.api.LargeBody;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.EvidenceSettings;
import plumbline.server.identity.external.ExternalLinks;
import plumbline.server.identity.external.LinkDesk;
import plumbline.server.identity.external.LinkDoor;
import plumbline.server.identity.external.LinkPurpose;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of upload and how they meet.
public final class UploadModule implements BeanRegistrar {
    /// What a form has around its file.
    private static final long AROUND = 100_000;

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Uploads.class,
                spec -> spec.supplier(context -> new Uploads(
                        context.bean(Catalog.class),
                        context.bean(Services.class),
                        new Uploads.Parts(context.bean(BodyStore.class), context.bean(EvidenceRecorder.class)),
                        context.bean(EvidenceSettings.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                "largeEvidence",
                LargeBody.class,
                spec -> spec.supplier(context -> new LargeBody(
                        "/evidence", context.bean(EvidenceSettings.class).maxBodyBytes() + AROUND)));
        registry.registerBean(
                "largeEvidenceByApi",
                LargeBody.class,
                spec -> spec.supplier(context -> new LargeBody(
                        "/api/v1/evidence", context.bean(EvidenceSettings.class).maxBodyBytes() + AROUND)));
        registry.registerBean(
                UploadApi.class,
                spec -> spec.supplier(
                        context -> new UploadApi(context.bean(Uploads.class), context.bean(Idempotency.class))));
        registry.registerBean(
                UploadPages.class,
                spec -> spec.supplier(context -> new UploadPages(
                        context.bean(Uploads.class),
                        context.bean(Transactions.class),
                        context.bean(Services.class),
                        context.bean(Templates.class))));
        links(registry);
    }

    private static void links(BeanRegistry registry) {
        registry.registerBean(
                "evidenceLink", LinkPurpose.class, spec -> spec.supplier(context -> EvidenceLinks.PURPOSE));
        registry.registerBean(
                "evidenceHandedIn", NoticeKind.class, spec -> spec.supplier(context -> HandInNews.HANDED_IN));
        registry.registerBean(
                "largeEvidenceByLink",
                LargeBody.class,
                spec -> spec.supplier(context -> new LargeBody(
                        EvidenceLinks.PURPOSE.path(),
                        context.bean(EvidenceSettings.class).maxBodyBytes() + AROUND)));
        registry.registerBean(
                EvidenceLinks.class,
                spec -> spec.supplier(context -> new EvidenceLinks(
                        context.bean(Uploads.class), context.bean(Catalog.class), context.bean(LinkDesk.class))));
        registry.registerBean(
                EvidenceLinkPages.class,
                spec -> spec.supplier(context -> new EvidenceLinkPages(
                        context.bean(EvidenceLinks.class),
                        context.bean(ExternalLinks.class),
                        new EvidenceLinkPages.Parts(
                                context.bean(Transactions.class),
                                context.bean(Uploads.class),
                                context.bean(Services.class)),
                        context.bean(Templates.class))));
        registry.registerBean(
                EvidenceLinkApi.class,
                spec -> spec.supplier(context ->
                        new EvidenceLinkApi(context.bean(EvidenceLinks.class), context.bean(Idempotency.class))));
        registry.registerBean(
                HandInPages.class,
                spec -> spec.supplier(context -> new HandInPages(
                        context.bean(EvidenceLinks.class),
                        context.bean(LinkDoor.class),
                        new HandInPages.Parts(
                                context.bean(Transactions.class),
                                context.bean(Uploads.class),
                                context.bean(Services.class),
                                new HandInNews(context.bean(Notices.class))),
                        context.bean(Templates.class))));
    }
}
