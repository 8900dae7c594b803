package plumbline.server.evidence.journal;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.estate.Services;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The parts of the journal and how they meet.
public final class JournalModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                JournalStore.class,
                spec -> spec.supplier(context -> new JournalStore(context.bean(Transactions.class))));
        registry.registerBean(
                JournalSearch.class,
                spec -> spec.supplier(context -> new JournalSearch(context.bean(JournalStore.class))));
        registry.registerBean(
                JournalExport.class,
                spec -> spec.supplier(context -> new JournalExport(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(JournalStore.class))));
        registry.registerBean(
                JournalPages.class,
                spec -> spec.supplier(context -> new JournalPages(
                        context.bean(JournalStore.class),
                        context.bean(JournalExport.class),
                        context.bean(Services.class),
                        context.bean(Ledger.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                JournalApi.class,
                spec -> spec.supplier(context -> new JournalApi(
                        context.bean(JournalStore.class),
                        context.bean(JournalExport.class),
                        context.bean(Services.class),
                        context.bean(Ledger.class))));
        registry.registerBean(
                "journalInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Journal", "/journal", "j", 140, Permission.JOURNAL_READ.word())));
    }
}
