package plumbline.server.identity.access;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import plumbline.server.api.Answers;
import plumbline.server.api.LargeBody;
import plumbline.server.identity.Sessions;
import plumbline.server.identity.external.LinkDoor;
import plumbline.server.identity.external.LinkPurpose;
import plumbline.server.identity.token.TokenGuard;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;

/// Puts the door before every handler.
public final class AccessModule implements BeanRegistrar {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(10);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                SecurityFilterChain.class,
                spec -> spec.supplier(context -> new Door(
                                context.bean(Answers.class),
                                new Door.Filters(
                                        new BearerFilter(context.bean(TokenGuard.class), context.bean(Answers.class)),
                                        largeBodies(context)),
                                new SessionPrincipals(context.bean(Sessions.class)),
                                context.bean(CookieSerializer.class),
                                context.bean(Settings.class).publicUrl().startsWith("https:"))
                        .chain(context.bean(HttpSecurity.class))));
        registry.registerBean(
                Handlers.class,
                spec -> spec.supplier(context -> new Handlers(
                        new Turnstile(PATIENCE),
                        new Gate(context.bean(Answers.class)),
                        new AuditorReads(context.bean(Transactions.class), context.bean(Journal.class)))));
    }

    /// A link hands files in when its page takes large bodies.
    private static LargeBodyFilter largeBodies(SupplierContext context) {
        var paths = context.beanProvider(LargeBody.class).stream()
                .map(LargeBody::path)
                .collect(Collectors.toSet());
        var links = context.beanProvider(LinkPurpose.class).stream()
                .filter(purpose -> paths.contains(purpose.path()))
                .collect(Collectors.toMap(LinkPurpose::path, Function.identity()));
        return new LargeBodyFilter(context.bean(Answers.class), context.bean(LinkDoor.class), links, UPLOAD_PATIENCE);
    }

    private record Handlers(Turnstile turnstile, Gate gate, AuditorReads reads) implements WebMvcConfigurer {
        @Override
        public void addInterceptors(InterceptorRegistry interceptors) {
            interceptors.addInterceptor(turnstile);
            interceptors.addInterceptor(gate);
            interceptors.addInterceptor(reads);
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new PrincipalArgument());
        }
    }
}
