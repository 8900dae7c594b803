package plumbline.server.evidence;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;

/// The parts of evidence and how they meet.
public final class EvidenceModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var settings = EvidenceSettings.from(environment::getProperty);
        var store = new EvidenceStore();
        registry.registerBean(EvidenceSettings.class, spec -> spec.supplier(context -> settings));
        registry.registerBean(
                BodyStore.class,
                spec -> spec.supplier(context ->
                        new FolderBodyStore(context.bean(Settings.class).home().resolve("blobs"))));
        registry.registerBean(
                EvidenceRecorder.class,
                spec -> spec.supplier(context -> new EvidenceRecorder(
                        context.bean(Catalog.class),
                        context.bean(BodyStore.class),
                        store,
                        context.bean(Journal.class))));
        registry.registerBean(
                EvidenceQueries.class,
                spec -> spec.supplier(context -> new EvidenceQueries(context.bean(Transactions.class), store)));
    }
}
