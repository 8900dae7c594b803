package plumbline.server.api;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
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
                Refusals.class, spec -> spec.supplier(context -> new Refusals(context.bean(Answers.class))));
    }
}
