package plumbline.server.identity.breakglass;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.ShellContribution;

/// The parts of the break-glass account and how they meet.
public final class BreakGlassModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                BreakGlass.class,
                spec -> spec.supplier(context -> new BreakGlass(
                        context.bean(Transactions.class), context.bean(Accounts.class), context.bean(Journal.class))));
        registry.registerBean(
                "breakGlassBanner",
                ShellContribution.class,
                spec -> spec.supplier(context -> new BreakGlassBanner(context.bean(BreakGlass.class))));
        registry.registerBean(
                BreakGlassPages.class,
                spec -> spec.supplier(context -> new BreakGlassPages(
                        context.bean(BreakGlass.class), context.bean(Accounts.class), context.bean(Templates.class))));
        registry.registerBean(
                BreakGlassApi.class,
                spec -> spec.supplier(
                        context -> new BreakGlassApi(context.bean(BreakGlass.class), context.bean(Accounts.class))));
    }
}
