package plumbline.server.identity.grant;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of roles, teams and grants, and how they meet.
public final class GrantModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                CustomRoles.class,
                spec -> spec.supplier(context -> new CustomRoles(
                        context.bean(Transactions.class), context.bean(Accounts.class), context.bean(Journal.class))));
        registry.registerBean(
                Teams.class,
                spec -> spec.supplier(context -> new Teams(
                        context.bean(Transactions.class),
                        context.bean(Accounts.class),
                        context.bean(Journal.class),
                        context.beanProvider(TeamEnding.class).stream().toList())));
        registry.registerBean(
                Grants.class,
                spec -> spec.supplier(context -> new Grants(
                        context.bean(Transactions.class),
                        context.bean(CustomRoles.class),
                        context.bean(Accounts.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                GrantDesk.class,
                spec -> spec.supplier(context -> new GrantDesk(
                        context.bean(CustomRoles.class),
                        new ServiceNames(
                                context.beanProvider(TokenScopes.class).stream().toList()),
                        context.bean(Accounts.class))));
        registry.registerBean(
                TeamsLed.class, spec -> spec.supplier(context -> new TeamsLed(context.bean(Journal.class))));
        registry.registerBean(TeamMemberships.class, spec -> spec.supplier(context -> new TeamMemberships()));
        doors(registry);
    }

    private static void doors(BeanRegistry registry) {
        registry.registerBean(
                GrantPages.class,
                spec -> spec.supplier(context -> new GrantPages(
                        context.bean(Grants.class),
                        context.bean(GrantDesk.class),
                        context.bean(Teams.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                GrantApi.class,
                spec -> spec.supplier(context -> new GrantApi(
                        context.bean(Grants.class),
                        context.bean(GrantDesk.class),
                        context.bean(Teams.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                TeamPages.class,
                spec -> spec.supplier(context -> new TeamPages(
                        context.bean(Teams.class),
                        context.bean(Grants.class),
                        context.bean(GrantDesk.class),
                        context.bean(Accounts.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                TeamApi.class,
                spec -> spec.supplier(context -> new TeamApi(
                        context.bean(Teams.class), context.bean(GrantDesk.class), context.bean(Idempotency.class))));
        registry.registerBean(
                RolePages.class,
                spec -> spec.supplier(
                        context -> new RolePages(context.bean(CustomRoles.class), context.bean(Templates.class))));
        registry.registerBean(
                RoleApi.class,
                spec -> spec.supplier(
                        context -> new RoleApi(context.bean(CustomRoles.class), context.bean(Idempotency.class))));
    }
}
