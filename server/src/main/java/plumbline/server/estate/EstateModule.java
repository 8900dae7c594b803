package plumbline.server.estate;

import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.imports.ImportAnswers;
import plumbline.server.identity.imports.ImportDesk;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;
import plumbline.server.web.Option;
import plumbline.server.web.Shell;
import plumbline.server.web.ShellContribution;

/// The parts of the estate and how they meet.
public final class EstateModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Services.class,
                spec -> spec.supplier(
                        context -> new Services(context.bean(Transactions.class), context.bean(Journal.class))));
        registry.registerBean(
                ServicePages.class,
                spec -> spec.supplier(context -> new ServicePages(
                        context.bean(Services.class),
                        context.beanProvider(ServiceGlance.class).stream().toList(),
                        context.bean(Templates.class))));
        registry.registerBean(
                ServiceApi.class,
                spec -> spec.supplier(
                        context -> new ServiceApi(context.bean(Services.class), context.bean(Idempotency.class))));
        registry.registerBean(
                ServiceImport.class, spec -> spec.supplier(context -> new ServiceImport(context.bean(Services.class))));
        registry.registerBean(
                ServiceImportPages.class,
                spec -> spec.supplier(context ->
                        new ServiceImportPages(context.bean(ServiceImport.class), context.bean(ImportDesk.class))));
        registry.registerBean(
                ServiceImportApi.class,
                spec -> spec.supplier(context ->
                        new ServiceImportApi(context.bean(ServiceImport.class), context.bean(ImportAnswers.class))));
        registry.registerBean(
                ServiceSearch.class, spec -> spec.supplier(context -> new ServiceSearch(context.bean(Services.class))));
        registry.registerBean(
                ServicesOwned.class, spec -> spec.supplier(context -> new ServicesOwned(context.bean(Services.class))));
        registry.registerBean(
                TokenScopes.class, spec -> spec.supplier(context -> new ServiceKeys(context.bean(Services.class))));
        registry.registerBean(
                "servicesInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Services", "/services", "s", 170, Permission.SERVICE_READ.word())));
        registry.registerBean(
                "serviceFilter",
                ShellContribution.class,
                spec -> spec.supplier(context -> {
                    var services = context.bean(Services.class);
                    return (shell, visitor) ->
                            visitor instanceof Principal principal && principal.may(Permission.SERVICE_READ)
                                    ? filtered(shell, services, principal)
                                    : shell;
                }));
    }

    private record ServiceKeys(Services services) implements TokenScopes {
        @Override
        public List<Choice> visible(Principal principal) {
            return choices(services.visible(principal));
        }

        @Override
        public List<Choice> named(Set<Long> ids) {
            return choices(services.these(ids));
        }

        private static List<Choice> choices(List<CloudService> services) {
            return services.stream()
                    .map(service -> new Choice(service.id(), service.key()))
                    .toList();
        }
    }

    private static Shell filtered(Shell shell, Services services, Principal principal) {
        var choices = services.names(principal).entrySet().stream()
                .map(service -> new Option(service.getKey(), service.getValue()))
                .toList();
        return shell.withServices(shell.services().among(choices));
    }
}
