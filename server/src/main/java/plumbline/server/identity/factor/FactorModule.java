package plumbline.server.identity.factor;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Sessions;
import plumbline.server.identity.passkey.PasskeyModule;
import plumbline.server.identity.passkey.Passkeys;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of second factors and how they meet.
public final class FactorModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var store = new FactorStore();
        registry.registerBean(
                FactorKey.class,
                spec -> spec.supplier(context -> FactorKey.take(
                        context.bean(Settings.class).shared().resolve("keys").resolve("factors.key"))));
        registry.registerBean(
                SecondProof.class,
                spec -> spec.supplier(context -> new SecondProof(
                        context.bean(Transactions.class),
                        store,
                        context.bean(FactorKey.class),
                        context.bean(RateLimit.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                Factors.class,
                spec -> spec.supplier(context -> new Factors(
                        context.bean(Transactions.class),
                        store,
                        context.bean(FactorKey.class),
                        context.bean(SecondProof.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                "unconfirmedApps",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers(
                        "unconfirmed authenticator apps",
                        (tx, now) -> FactorStore.deleteUnconfirmed(tx, now.minus(Factors.PATIENCE)))));
        registry.registerBean(
                FactorReset.class,
                spec -> spec.supplier(context -> new FactorReset(
                        context.bean(Transactions.class),
                        store,
                        context.bean(Passkeys.class),
                        context.bean(Accounts.class),
                        context.bean(Journal.class))));
        doors(registry);
        doorsOfAdministrators(registry);
    }

    /// The way to reset factors without a server: for the command line on its machine.
    public static FactorReset reset(Transactions transactions, Accounts accounts, Settings settings, Journal journal) {
        var passkeys = PasskeyModule.passkeys(transactions, accounts, settings, journal);
        return new FactorReset(transactions, new FactorStore(), passkeys, accounts, journal);
    }

    private static void doors(BeanRegistry registry) {
        registry.registerBean(
                FactorDesk.class,
                spec -> spec.supplier(context -> new FactorDesk(
                        context.bean(Accounts.class),
                        context.bean(Sessions.class),
                        context.bean(Factors.class),
                        context.bean(SecondProof.class),
                        context.bean(RateLimit.class))));
        registry.registerBean(
                CodePages.class,
                spec -> spec.supplier(context -> new CodePages(
                        context.bean(SecondProof.class), context.bean(Sessions.class), context.bean(Templates.class))));
        registry.registerBean(
                FactorPages.class,
                spec -> spec.supplier(context -> new FactorPages(
                        context.bean(FactorDesk.class), context.bean(Passkeys.class), context.bean(Templates.class))));
        registry.registerBean(
                FactorApi.class, spec -> spec.supplier(context -> new FactorApi(context.bean(FactorDesk.class))));
    }

    private static void doorsOfAdministrators(BeanRegistry registry) {
        registry.registerBean(
                PersonSignIn.class,
                spec -> spec.supplier(context -> new PersonSignIn(
                        context.bean(Accounts.class),
                        context.bean(Sessions.class),
                        context.bean(Factors.class),
                        context.bean(Passkeys.class),
                        context.bean(FactorReset.class))));
        registry.registerBean(
                PersonSignInPages.class,
                spec -> spec.supplier(context ->
                        new PersonSignInPages(context.bean(PersonSignIn.class), context.bean(Templates.class))));
        registry.registerBean(
                PersonSignInApi.class,
                spec -> spec.supplier(context -> new PersonSignInApi(context.bean(PersonSignIn.class))));
    }
}
