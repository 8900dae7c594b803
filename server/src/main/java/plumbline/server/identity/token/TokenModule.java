package plumbline.server.identity.token;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.reviewable.Reviewable;
import plumbline.server.platform.Journal;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of tokens and how they meet.
public final class TokenModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Tokens.class,
                spec -> spec.supplier(
                        context -> new Tokens(context.bean(Transactions.class), context.bean(Journal.class))));
        registry.registerBean(
                TokenGuard.class,
                spec -> spec.supplier(
                        context -> new TokenGuard(context.bean(Tokens.class), context.bean(RateLimit.class))));
        registry.registerBean(
                "reviewableTokens",
                Reviewable.class,
                spec -> spec.order(4).supplier(context -> new TokenAccess(context.bean(Tokens.class))));
        registry.registerBean(
                TokenDesk.class,
                spec -> spec.supplier(context -> new TokenDesk(
                        context.bean(Transactions.class),
                        context.bean(Tokens.class),
                        context.bean(Accounts.class),
                        context.beanProvider(TokenScopes.class).stream().toList())));
        registry.registerBean(
                TokenApi.class,
                spec -> spec.supplier(
                        context -> new TokenApi(context.bean(TokenDesk.class), context.bean(Idempotency.class))));
        registry.registerBean(
                ServiceAccountsOwned.class,
                spec -> spec.supplier(context -> new ServiceAccountsOwned(context.bean(Journal.class))));
        registry.registerBean(
                TokensOwned.class, spec -> spec.supplier(context -> new TokensOwned(context.bean(Journal.class))));
        registry.registerBean(MeApi.class, spec -> spec.supplier(context -> new MeApi()));
        registry.registerBean(
                ApiPages.class,
                spec -> spec.supplier(
                        context -> new ApiPages(context.bean(Settings.class), context.bean(Templates.class))));
        registry.registerBean(
                TokenPages.class,
                spec -> spec.supplier(context -> new TokenPages(
                        context.bean(TokenDesk.class), context.bean(Settings.class), context.bean(Templates.class))));
    }
}
