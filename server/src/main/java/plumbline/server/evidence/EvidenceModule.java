package plumbline.server.evidence;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.estate.Services;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerFiles;
import plumbline.server.evidence.ledger.LedgerPages;
import plumbline.server.evidence.ledger.LedgerPublisher;
import plumbline.server.evidence.ledger.LedgerSettings;
import plumbline.server.evidence.ledger.WitnessRounds;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;
import plumbline.server.web.ShellContribution;

/// The parts of evidence and how they meet.
public final class EvidenceModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var settings = EvidenceSettings.from(environment::getProperty);
        registry.registerBean(EvidenceSettings.class, spec -> spec.supplier(context -> settings));
        registerLedger(registry, environment);
        var store = new EvidenceStore();
        registerRecords(registry, store);
    }

    private static void registerLedger(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Ledger.class,
                spec -> spec.supplier(context -> Ledger.open(
                        context.bean(DataSource.class),
                        LedgerSettings.from(context.bean(Settings.class), environment::getProperty),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                LedgerPublisher.class,
                spec -> spec.supplier(context -> context.bean(Ledger.class).publisher()));
        registry.registerBean(
                WitnessRounds.class,
                spec -> spec.supplier(context -> new WitnessRounds(
                        context.bean(Ledger.class), context.bean(Outgoing.class), context.bean(InstantSource.class))));
        registry.registerBean(
                LedgerPages.class,
                spec -> spec.supplier(
                        context -> new LedgerPages(context.bean(Ledger.class), context.bean(Templates.class))));
        registry.registerBean(
                LedgerFiles.class, spec -> spec.supplier(context -> new LedgerFiles(context.bean(Ledger.class))));
        registry.registerBean(
                "ledgerAlarm",
                ShellContribution.class,
                spec -> spec.supplier(context -> {
                    var ledger = context.bean(Ledger.class);
                    return (shell, visitor) -> ledger.alarm().isEmpty() ? shell : shell.withBanner(ledger.alarm());
                }));
    }

    private static void registerRecords(BeanRegistry registry, EvidenceStore store) {
        registry.registerBean(
                BodyStore.class,
                spec -> spec.supplier(context -> new FolderBodyStore(
                        context.bean(Settings.class).shared().resolve("blobs"))));
        registry.registerBean(
                EvidenceRecorder.class,
                spec -> spec.supplier(context -> new EvidenceRecorder(
                        context.bean(Catalog.class),
                        context.bean(BodyStore.class),
                        store,
                        context.bean(Journal.class))));
        registry.registerBean(
                EvidenceQueries.class,
                spec -> spec.supplier(context -> new EvidenceQueries(
                        context.bean(Transactions.class),
                        store,
                        context.bean(Catalog.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                EvidenceSearch.class,
                spec -> spec.supplier(context ->
                        new EvidenceSearch(context.bean(Transactions.class), store, context.bean(Catalog.class))));
        registry.registerBean(
                EvidencePages.class,
                spec -> spec.supplier(context -> new EvidencePages(
                        context.bean(EvidenceQueries.class),
                        context.bean(BodyStore.class),
                        context.bean(Ledger.class),
                        context.bean(Services.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                EvidenceApi.class,
                spec -> spec.supplier(context -> new EvidenceApi(
                        context.bean(EvidenceQueries.class),
                        context.bean(BodyStore.class),
                        context.bean(Ledger.class),
                        context.bean(Services.class))));
        registry.registerBean(
                "evidenceInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Evidence", "/evidence", "e", 130, Permission.EVIDENCE_READ.word())));
    }
}
