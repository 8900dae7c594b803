package plumbline.server.estate;

import gg.jte.models.runtime.JteModel;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// The register of cloud services as pages.
@Controller
final class ServicePages {
    private final Services services;
    private final List<ServiceGlance> glances;
    private final Templates templates;

    ServicePages(Services services, List<ServiceGlance> glances, Templates templates) {
        this.services = services;
        this.glances = List.copyOf(glances);
        this.templates = templates;
    }

    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping("/services")
    JteModel list(Shell shell, Principal principal) {
        return templates.estateServices(
                shell.titled("Services"),
                services.visible(principal),
                principal.mayEverywhere(Permission.SERVICE_WRITE),
                principal.may(Permission.SERVICE_WRITE));
    }

    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping(path = "/services", params = "format")
    Sheet sheet(Principal principal) {
        return ServiceColumns.sheet(services.visible(principal));
    }

    @Requires(Permission.SERVICE_WRITE)
    @GetMapping("/services/new")
    JteModel blank(Shell shell) {
        return form(shell.titled("Register a service"), ServiceForm.EMPTY, null, null);
    }

    @Requires(Permission.SERVICE_WRITE)
    @PostMapping("/services")
    Reply create(Shell shell, Principal principal, @ModelAttribute ServiceForm typed) {
        try {
            var created = services.create(principal.actor(), typed.description());
            return Reply.to("/services/" + created.key(), Flash.done("Registered."));
        } catch (InvalidService refused) {
            return Reply.page(422, form(shell.titled("Register a service"), typed, null, refused));
        }
    }

    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping("/services/{key}")
    @OpensRecord("service")
    JteModel record(Shell shell, Principal principal, @PathVariable String key) {
        var service = service(principal, Permission.SERVICE_READ, key);
        var seen = glances.stream()
                .flatMap(glance -> glance.of(principal, service).stream())
                .sorted(Comparator.comparingInt(ServiceGlance.Glance::order))
                .toList();
        return templates.estateService(
                shell.titled(service.description().name()),
                service,
                seen,
                Event.History.of(services.history(service), principal, "service", key),
                principal,
                principal.scope(Permission.SERVICE_WRITE).covers(service.id()));
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @GetMapping("/services/{key}/change")
    JteModel filled(Shell shell, Principal principal, @PathVariable String key) {
        var service = service(principal, Permission.SERVICE_WRITE, key);
        return form(shell.titled("Change " + service.description().name()), ServiceForm.of(service), service, null);
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @PostMapping("/services/{key}")
    Reply change(Shell shell, Principal principal, @PathVariable String key, @ModelAttribute ServiceForm typed) {
        var service = service(principal, Permission.SERVICE_WRITE, key);
        var titled = shell.titled("Change " + service.description().name());
        try {
            services.change(principal.actor(), service.seenAt(typed.seenVersion()), typed.description());
            return Reply.to("/services/" + key, Flash.done("Changed."));
        } catch (InvalidService refused) {
            return Reply.page(422, form(titled, typed, service, refused));
        } catch (StaleService stale) {
            var refused = new InvalidService("name", Objects.requireNonNull(stale.getMessage()));
            return Reply.page(409, form(titled, typed, service, refused));
        }
    }

    private JteModel form(
            Shell shell, ServiceForm typed, @Nullable CloudService service, @Nullable InvalidService refused) {
        return templates.estateForm(shell, typed.fields(refused), typed.seenVersion(), service);
    }

    private CloudService service(Principal principal, Permission permission, String key) {
        return services.find(principal, permission, key)
                .orElseThrow(() ->
                        Problem.notFound("No service is called " + key + ".").exception());
    }
}
