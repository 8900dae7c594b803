package plumbline.server.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import plumbline.server.templates.StaticTemplates;
import plumbline.server.templates.Templates;
import plumbline.server.web.sheet.SheetReturnHandler;

/// Wires pages into Spring MVC: `Shell` as a parameter, templates and replies as results, assets kept for a year.
public final class WebModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(Templates.class, spec -> spec.supplier(context -> new StaticTemplates()));
        registry.registerBean(
                Navigation.class,
                spec -> spec.supplier(context -> new Navigation(
                        context.beanProvider(Navigation.Item.class).stream().toList())));
        registry.registerBean(
                ShellArgument.class,
                spec -> spec.supplier(context -> new ShellArgument(
                        context.bean(InstantSource.class),
                        context.bean(Navigation.class),
                        context.beanProvider(ShellContribution.class)
                                .orderedStream()
                                .toList(),
                        context.beanProvider(Notice.class).getIfAvailable())));
        registry.registerBean(
                DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME,
                FlashMapManager.class,
                spec -> spec.supplier(context -> new FlashMaps()));
        registry.registerBean(
                Pages.class, spec -> spec.supplier(context -> new Pages(context.bean(ShellArgument.class))));
    }

    private record Pages(ShellArgument shell) implements WebMvcConfigurer {

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(shell);
        }

        @Override
        public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
            handlers.add(new HtmlReturnHandler());
            handlers.add(new SheetReturnHandler());
        }

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            var year = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
            registry.addResourceHandler(Assets.FOLDER + "**")
                    .addResourceLocations("classpath:/static/assets/")
                    .setCacheControl(year);
            registry.addResourceHandler("/webjars/**")
                    .addResourceLocations("classpath:/META-INF/resources/webjars/")
                    .setCacheControl(year);
        }
    }
}
