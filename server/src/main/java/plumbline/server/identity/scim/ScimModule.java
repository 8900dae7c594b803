package plumbline.server.identity.scim;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.grant.Teams;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;

/// The endpoints of SCIM and how they meet the accounts.
public final class ScimModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                ScimUsers.class,
                spec -> spec.supplier(context -> new ScimUsers(
                        context.bean(Transactions.class),
                        context.bean(Teams.class),
                        context.bean(Accounts.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                ScimGroups.class,
                spec -> spec.supplier(context -> new ScimGroups(
                        context.bean(Transactions.class),
                        context.bean(Teams.class),
                        context.bean(Accounts.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                ScimGroupApi.class,
                spec -> spec.supplier(context -> new ScimGroupApi(context.bean(ScimGroups.class), answers(context))));
        registry.registerBean(
                ScimUserApi.class,
                spec -> spec.supplier(context -> new ScimUserApi(context.bean(ScimUsers.class), answers(context))));
        registry.registerBean(
                ScimConfigApi.class, spec -> spec.supplier(context -> new ScimConfigApi(answers(context))));
    }

    private static ScimAnswers answers(SupplierContext context) {
        return new ScimAnswers(context.bean(Settings.class).publicUrl());
    }
}
