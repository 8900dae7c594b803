package plumbline.server.identity.imports;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// What the imports of all areas have in common.
public final class ImportModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Imports.class,
                spec -> spec.supplier(context ->
                        new Imports(context.bean(Transactions.class), context.bean(Journal.class), new ImportStore())));
        registry.registerBean(
                ImportDesk.class,
                spec -> spec.supplier(
                        context -> new ImportDesk(context.bean(Imports.class), context.bean(Templates.class))));
        registry.registerBean(
                ImportAnswers.class,
                spec -> spec.supplier(
                        context -> new ImportAnswers(context.bean(Imports.class), context.bean(Idempotency.class))));
        registry.registerBean(
                "unconfirmedImports",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers(
                        "files that were sent and not imported",
                        (tx, now) -> context.bean(Imports.class).deleteLeftovers(tx, now))));
    }
}
