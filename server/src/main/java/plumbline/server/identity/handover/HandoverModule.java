package plumbline.server.identity.handover;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.Accounts;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of handing over and how they meet.
public final class HandoverModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Ownership.class,
                spec -> spec.supplier(context -> new Ownership(
                        context.bean(Transactions.class),
                        context.beanProvider(Owned.class).stream().toList())));
        registry.registerBean(
                Handover.class,
                spec -> spec.supplier(context -> new Handover(
                        context.bean(Accounts.class),
                        context.bean(Journal.class),
                        context.bean(Ownership.class),
                        context.beanProvider(AfterHandover.class).stream().toList())));
        registry.registerBean(
                HandoverPages.class,
                spec -> spec.supplier(context -> new HandoverPages(
                        context.bean(Transactions.class),
                        context.bean(Accounts.class),
                        context.bean(Ownership.class),
                        context.bean(Handover.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                HandoverApi.class,
                spec -> spec.supplier(context -> new HandoverApi(
                        context.bean(Accounts.class),
                        context.bean(Ownership.class),
                        context.bean(Handover.class),
                        context.bean(Idempotency.class))));
    }
}
