package plumbline.server.identity.passkey;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Sessions;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of passkeys and how they meet.
public final class PasskeyModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Passkeys.class,
                spec -> spec.supplier(context -> passkeys(
                        context.bean(Transactions.class),
                        context.bean(Accounts.class),
                        context.bean(Settings.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                PasskeySignInApi.class,
                spec -> spec.supplier(context -> new PasskeySignInApi(
                        context.bean(Passkeys.class), context.bean(Sessions.class), context.bean(RateLimit.class))));
        registry.registerBean(
                PasskeyApi.class,
                spec -> spec.supplier(context -> new PasskeyApi(
                        context.bean(Passkeys.class), context.bean(Accounts.class), context.bean(Sessions.class))));
        registry.registerBean(
                PasskeyPages.class,
                spec -> spec.supplier(context -> new PasskeyPages(
                        context.bean(Passkeys.class),
                        context.bean(Accounts.class),
                        context.bean(Sessions.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                "expiredChallenges",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers("challenges of passkeys", PasskeyStore::deleteExpired)));
    }

    /// The passkeys of a database, without a server: for the command line on its machine.
    public static Passkeys passkeys(Transactions transactions, Accounts accounts, Settings settings, Journal journal) {
        return new Passkeys(transactions, new PasskeyStore(), accounts, PasskeySite.of(settings.publicUrl()), journal);
    }
}
