package plumbline.server.control.statement;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.catalog.Catalog;
import plumbline.server.api.Idempotency;
import plumbline.server.control.Statement;
import plumbline.server.decision.Decisions;
import plumbline.server.decision.asking.Approvers;
import plumbline.server.identity.Accounts;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The versions of the statement and how they meet the rest.
public final class StatementModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                StatementVersions.class,
                spec -> spec.supplier(context -> new StatementVersions(
                        context.bean(Catalog.class),
                        new StatementVersions.Parts(
                                context.bean(Transactions.class),
                                context.bean(Journal.class),
                                context.bean(Accounts.class)),
                        context.bean(Statement.class),
                        context.bean(Decisions.class),
                        context.bean(Approvers.class))));
        registry.registerBean(
                StatementDraftPages.class,
                spec -> spec.supplier(context -> new StatementDraftPages(
                        context.bean(Catalog.class),
                        context.bean(Statement.class),
                        context.bean(StatementVersions.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                RulingApi.class,
                spec -> spec.supplier(context -> new RulingApi(
                        context.bean(Catalog.class), context.bean(Statement.class), context.bean(Idempotency.class))));
        registry.registerBean(
                StatementVersionPages.class,
                spec -> spec.supplier(context -> new StatementVersionPages(
                        context.bean(Catalog.class),
                        context.bean(StatementVersions.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                StatementVersionApi.class,
                spec -> spec.supplier(context -> new StatementVersionApi(
                        context.bean(Catalog.class),
                        context.bean(StatementVersions.class),
                        context.bean(Idempotency.class))));
    }
}
