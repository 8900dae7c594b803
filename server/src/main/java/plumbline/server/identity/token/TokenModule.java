package plumbline.server.identity.token;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.RateLimit;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

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
    }
}
