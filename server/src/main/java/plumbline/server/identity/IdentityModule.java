package plumbline.server.identity;

import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.transaction.support.TransactionOperations;
import plumbline.server.identity.access.SignInWay;
import plumbline.server.identity.password.PasswordRules;
import plumbline.server.identity.password.Passwords;
import plumbline.server.platform.Database;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The parts of identity and how they meet.
public final class IdentityModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(Passwords.class, spec -> spec.supplier(context -> new Passwords()));
        var rules = PasswordRules.from(environment::getProperty);
        registry.registerBean(PasswordRules.class, spec -> spec.supplier(context -> rules));
        registry.registerBean(
                RateLimit.class,
                spec -> spec.supplier(
                        context -> new RateLimit(context.bean(Transactions.class), context.bean(InstantSource.class))));
        registry.registerBean(Credentials.class, spec -> spec.supplier(IdentityModule::credentials));
        registry.registerBean(
                Accounts.class,
                spec -> spec.supplier(context -> new Accounts(
                        context.bean(Transactions.class),
                        new AccountStore(),
                        context.bean(Journal.class),
                        context.bean(Credentials.class),
                        endings(context))));
        registry.registerBean(Sessions.class, spec -> spec.supplier(IdentityModule::sessions));
        registry.registerBean(OurStatements.class, spec -> spec.supplier(context -> new OurStatements()));
        // Each request would begin and end two transactions around one statement. A session that a crash leaves without
        // its account is nobody's.
        registry.registerBean(
                "springSessionTransactionOperations",
                TransactionOperations.class,
                spec -> spec.supplier(context -> TransactionOperations.withoutTransaction()));
        registry.registerBean(
                SignInPages.class,
                spec -> spec.supplier(context -> new SignInPages(
                        signIn(context),
                        context.bean(Sessions.class),
                        context.beanProvider(SignInWay.class).stream().toList(),
                        context.bean(Templates.class))));
        registry.registerBean(
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Settings", "/settings", "t", 180, Permission.ACCOUNT_OWN.word())));
        registry.registerBean(
                MyAccountPages.class,
                spec -> spec.supplier(context -> new MyAccountPages(
                        context.bean(Accounts.class),
                        context.bean(Credentials.class),
                        context.bean(Sessions.class),
                        context.bean(RateLimit.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                WelcomePages.class,
                spec -> spec.supplier(context -> new WelcomePages(
                        context.bean(Credentials.class),
                        context.bean(Sessions.class),
                        context.bean(RateLimit.class),
                        context.bean(Templates.class))));
        leftovers(registry);
    }

    private static void leftovers(BeanRegistry registry) {
        registry.registerBean(
                "endedSessions",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers("sessions", SessionStore::deleteExpired)));
        registry.registerBean(
                "expiredLinks",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers("one-time links", new LinkStore()::deleteExpired)));
    }

    private static List<AccountEnding> endings(SupplierContext context) {
        return context.beanProvider(AccountEnding.class).stream().toList();
    }

    private static Credentials credentials(SupplierContext context) {
        return credentials(
                context.bean(Transactions.class),
                context.bean(Journal.class),
                new Credentials.Kept(
                        context.bean(Passwords.class), context.bean(PasswordRules.class), endings(context)),
                context.bean(Settings.class));
    }

    private static Credentials credentials(
            Transactions transactions, Journal journal, Credentials.Kept kept, Settings settings) {
        var links = new Links(transactions, new LinkStore(), journal, settings.publicUrl());
        return new Credentials(transactions, new AccountStore(), links, kept, journal);
    }

    /// The people of a database, without a server: for the command line on its machine.
    ///
    /// @param endings what must end together with an account's rights or sessions
    public static Accounts accounts(
            Database database, Settings settings, InstantSource clock, List<AccountEnding> endings) {
        var transactions = new Transactions(database.dataSource());
        var journal = new Journal(clock);
        var kept = new Credentials.Kept(new Passwords(), PasswordRules.from(System.getenv()::get), endings);
        return new Accounts(
                transactions, new AccountStore(), journal, credentials(transactions, journal, kept, settings), endings);
    }

    private static Sessions sessions(SupplierContext context) {
        return new Sessions(
                context.bean(Transactions.class),
                new AccountStore(),
                new Sessions.Kept(
                        context.bean(
                                new ParameterizedTypeReference<
                                        FindByIndexNameSessionRepository<? extends Session>>() {}),
                        context.bean(CookieSerializer.class)),
                context.bean(Journal.class),
                context.beanProvider(SignInRule.class).stream().toList());
    }

    private static SignIn signIn(SupplierContext context) {
        return new SignIn(
                context.bean(Transactions.class),
                new AccountStore(),
                context.bean(Passwords.class),
                context.bean(RateLimit.class),
                context.bean(Journal.class));
    }

    private static final class OurStatements implements SessionRepositoryCustomizer<JdbcIndexedSessionRepository> {
        @Override
        public void customize(JdbcIndexedSessionRepository repository) {
            repository.setUpdateSessionQuery(SessionStore.UPDATE);
            repository.setListSessionsByPrincipalNameQuery(SessionStore.LIST);
        }
    }
}
