package plumbline.server.decision.delegation;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Accounts;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of delegations.
public final class DelegationModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Delegations.class,
                spec -> spec.supplier(context -> new Delegations(
                        context.bean(Transactions.class), context.bean(Journal.class), context.bean(Accounts.class))));
        registry.registerBean(
                DelegationsOwned.class,
                spec -> spec.supplier(context -> new DelegationsOwned(context.bean(Journal.class))));
        registry.registerBean(
                "delegationsOfLeavers",
                AccountEnding.class,
                spec -> spec.supplier(context -> {
                    // Asked for late: they know the accounts whose endings these are.
                    var delegations = context.beanProvider(Delegations.class);
                    return (tx, by, account, left) -> {
                        if (!account.active()) {
                            delegations.getObject().leave(tx, by, account.id());
                        }
                    };
                }));
        registry.registerBean(
                DelegationApi.class,
                spec -> spec.supplier(context -> new DelegationApi(
                        context.bean(Delegations.class),
                        context.bean(Transactions.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                DelegationPages.class,
                spec -> spec.supplier(context -> new DelegationPages(
                        context.bean(Delegations.class),
                        context.bean(Transactions.class),
                        context.bean(Templates.class))));
    }
}
