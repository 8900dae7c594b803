package plumbline.server.identity.external;

import java.util.List;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.reviewable.Reviewable;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of links for external parties and how they meet.
public final class ExternalLinkModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                ExternalLinks.class,
                spec -> spec.supplier(
                        context -> new ExternalLinks(context.bean(Transactions.class), context.bean(Journal.class))));
        registry.registerBean(
                LinksOwned.class, spec -> spec.supplier(context -> new LinksOwned(context.bean(Journal.class))));
        registry.registerBean(
                LinkSearch.class, spec -> spec.supplier(context -> new LinkSearch(context.bean(ExternalLinks.class))));
        registry.registerBean(
                "reviewableLinks",
                Reviewable.class,
                spec -> spec.order(5).supplier(context -> new LinkAccess(context.bean(ExternalLinks.class))));
        registry.registerBean(
                LinkDesk.class,
                spec -> spec.supplier(context -> new LinkDesk(
                        context.bean(Transactions.class),
                        context.bean(ExternalLinks.class),
                        context.bean(Accounts.class),
                        context.bean(Settings.class).publicUrl())));
        registry.registerBean(
                LinkDoor.class,
                spec -> spec.supplier(context -> new LinkDoor(
                        context.bean(ExternalLinks.class),
                        context.bean(Accounts.class),
                        context.bean(RateLimit.class))));
        registry.registerBean(
                ExternalLinkApi.class,
                spec -> spec.supplier(context -> new ExternalLinkApi(context.bean(ExternalLinks.class))));
        registry.registerBean(
                ExternalLinkPages.class,
                spec -> spec.supplier(context -> new ExternalLinkPages(
                        context.bean(ExternalLinks.class),
                        purposes(context),
                        context.beanProvider(TokenScopes.class).stream().toList(),
                        context.bean(Templates.class))));
    }

    private static List<LinkPurpose> purposes(SupplierContext context) {
        return context.beanProvider(LinkPurpose.class).stream().toList();
    }
}
