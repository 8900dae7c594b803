package plumbline.server.identity;

import java.time.InstantSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of identity and how they meet.
public final class IdentityModule implements BeanRegistrar {
    private final AccountStore accountStore = new AccountStore();
    private final TokenStore tokenStore = new TokenStore();
    private final Passwords passwords = new Passwords();

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Accounts.class,
                spec -> spec.supplier(context -> new Accounts(
                        context.bean(Transactions.class), accountStore, context.bean(Journal.class), passwords)));
        registry.registerBean(
                Tokens.class,
                spec -> spec.supplier(context ->
                        new Tokens(context.bean(Transactions.class), tokenStore, context.bean(Journal.class))));
        registry.registerBean(
                RateLimit.class,
                spec -> spec.supplier(context -> new RateLimit(
                        context.bean(Transactions.class), new AttemptStore(), context.bean(InstantSource.class))));
        registry.registerBean(
                TokenGuard.class,
                spec -> spec.supplier(
                        context -> new TokenGuard(context.bean(Tokens.class), context.bean(RateLimit.class))));
        registry.registerBean(
                Sessions.class,
                spec -> spec.supplier(context -> new Sessions(
                        context.bean(Transactions.class),
                        accountStore,
                        context.bean(
                                new ParameterizedTypeReference<
                                        FindByIndexNameSessionRepository<? extends Session>>() {}),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                SignInPages.class,
                spec -> spec.supplier(context -> new SignInPages(
                        new SignIn(
                                context.bean(Transactions.class),
                                accountStore,
                                passwords,
                                context.bean(RateLimit.class),
                                context.bean(Journal.class)),
                        context.bean(Sessions.class),
                        context.bean(Templates.class))));
    }
}
