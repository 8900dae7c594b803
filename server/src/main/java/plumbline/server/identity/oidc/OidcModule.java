package plumbline.server.identity.oidc;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Sessions;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.templates.Templates;

/// The parts of signing in at an identity provider and how they meet. Without a provider its pages say so.
public final class OidcModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var settings = OidcSettings.from(environment::getProperty);
        registry.registerBean(OidcSetup.class, spec -> spec.supplier(context -> setup(settings, context)));
        registry.registerBean(
                OidcPages.class,
                spec -> spec.supplier(context -> new OidcPages(
                        context.bean(OidcSetup.class), context.bean(Sessions.class), context.bean(Templates.class))));
        registry.registerBean(
                ConnectionPages.class,
                spec -> spec.supplier(context -> new ConnectionPages(
                        context.bean(OidcSetup.class),
                        context.bean(Sessions.class),
                        context.bean(Templates.class),
                        publicUrl(context))));
        registry.registerBean(
                ConnectionApi.class,
                spec -> spec.supplier(
                        context -> new ConnectionApi(context.bean(OidcSetup.class), context.bean(Sessions.class))));
        registry.registerBean(
                OidcWay.class,
                spec -> spec.supplier(
                        context -> new OidcWay(context.bean(OidcSetup.class).desk(), publicUrl(context))));
        registry.registerBean(
                "forgottenSignIns",
                Leftovers.class,
                spec -> spec.supplier(
                        context -> new Leftovers("sign-ins never finished", new OidcStore()::deleteExpired)));
    }

    private static OidcSetup setup(Optional<OidcSettings> settings, SupplierContext context) {
        return new OidcSetup(
                settings.map(provider -> desk(provider, context)),
                settings.map(provider -> new Connections(
                        context.bean(Transactions.class),
                        new OidcStore(),
                        context.bean(Accounts.class),
                        context.bean(Journal.class),
                        provider)),
                new BrowserSecret(publicUrl(context).startsWith("https:")));
    }

    private static OidcDesk desk(OidcSettings settings, SupplierContext context) {
        var clock = context.bean(InstantSource.class);
        var transactions = context.bean(Transactions.class);
        var journal = context.bean(Journal.class);
        var accounts = context.bean(Accounts.class);
        var calls = new OidcCalls(context.bean(Outgoing.class));
        var store = new OidcStore();
        return new OidcDesk(
                transactions,
                store,
                new OidcDesk.Parts(
                        new OidcProvider(settings, publicUrl(context) + OidcPages.BACK, calls, clock),
                        new OidcExchange(settings, calls, clock),
                        new OidcSignIn(transactions, store, accounts, journal, settings),
                        accounts),
                context.bean(RateLimit.class),
                journal);
    }

    private static String publicUrl(SupplierContext context) {
        return context.bean(Settings.class).publicUrl();
    }
}
