package plumbline.server.api;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.ShellArgument;
import tools.jackson.databind.json.JsonMapper;

/// Problem details, paging and the OpenAPI document.
public final class ApiModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Answers.class,
                spec -> spec.supplier(context -> new Answers(
                        context.bean(JsonMapper.class),
                        context.bean(ShellArgument.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                Idempotency.class,
                spec -> spec.supplier(context -> new Idempotency(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(JsonMapper.class))));
        registry.registerBean(
                "oldAnswers",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers(
                        "answers kept for repeated requests",
                        (tx, now) -> new IdempotencyStore().deleteOlderThan(tx, now.minus(Idempotency.KEPT)))));
        registry.registerBean(
                BodyLimitFilter.class,
                spec -> spec.supplier(context -> new BodyLimitFilter(
                        context.bean(Answers.class),
                        context.beanProvider(LargeBody.class).stream().toList())));
        registry.registerBean(
                Converters.class,
                spec -> spec.supplier(context -> new Converters(new ListConverter(context.bean(JsonMapper.class)))));
        registry.registerBean(ContainerWords.class, spec -> spec.supplier(context -> new ContainerWords()));
        registry.registerBean(
                Refusals.class, spec -> spec.supplier(context -> new Refusals(context.bean(Answers.class))));
    }

    private record Converters(ListConverter lists) implements WebMvcConfigurer {
        @Override
        public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
            converters.withJsonConverter(lists);
        }
    }

    private static final class ContainerWords
            implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
        @Override
        public void customize(ConfigurableTomcatWebServerFactory factory) {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ContainerRefusals.class.getName());
                }
            });
        }
    }
}
