package plumbline.server.estate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// The register of cloud services as JSON.
@RestController
@RequestMapping(ServiceApi.ADDRESS)
final class ServiceApi {
    static final String ADDRESS = "/api/v1/services";

    private final Services services;
    private final Idempotency idempotency;

    ServiceApi(Services services, Idempotency idempotency) {
        this.services = services;
        this.idempotency = idempotency;
    }

    /// A service as programs see it; words are lower case.
    record ServiceBody(
            String key,
            String name,
            String purpose,
            String ourRole,
            String model,
            String dataClass,
            List<String> environments,
            String owner,
            String upstreamProvider,
            List<String> repositories,
            int version,
            Instant changedAt) {}

    /// What a program says about a service; what is left out is empty.
    record NewService(
            String name,
            @Nullable String purpose,
            String ourRole,
            String model,
            String dataClass,
            @Nullable List<String> environments,
            @Nullable String owner,
            @Nullable String upstreamProvider,
            @Nullable List<String> repositories) {

        ServiceForm form() {
            return new ServiceForm(
                    name,
                    purpose,
                    ourRole,
                    model,
                    dataClass,
                    joined(environments),
                    owner,
                    upstreamProvider,
                    joined(repositories),
                    0);
        }

        private static String joined(@Nullable List<String> items) {
            return items == null ? "" : String.join("\n", items);
        }
    }

    /// The services that the caller may see, by name.
    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping
    Page<ServiceBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        services.visible(principal),
                        new Page.Request(limit, cursor),
                        "services by name",
                        CloudService::key)
                .map(ServiceApi::body);
    }

    /// One service.
    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping("/{key}")
    @OpensRecord("service")
    ResponseEntity<ServiceBody> get(Principal principal, @PathVariable String key) {
        return answer(ResponseEntity.ok(), service(principal, Permission.SERVICE_READ, key));
    }

    /// Registers a service; its key comes from its name.
    @Requires(Permission.SERVICE_WRITE)
    @PostMapping
    ResponseEntity<ServiceBody> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewService body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        try {
            return idempotency.once(asked, ServiceBody.class, tx -> {
                var created = services.create(tx, principal.actor(), body.form().description());
                return Idempotency.Done.created(ADDRESS + "/" + created.key(), body(created))
                        .version(created.version());
            });
        } catch (InvalidService e) {
            throw Problem.invalid("/" + e.field(), message(e)).exception();
        }
    }

    /// Changes the version of a service that the caller saw.
    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @PutMapping("/{key}")
    ResponseEntity<ServiceBody> change(
            Principal principal,
            @PathVariable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody NewService body) {
        var service = service(principal, Permission.SERVICE_WRITE, key);
        if (ETag.required(seen) != service.version()) {
            throw ETag.changed().exception();
        }
        try {
            return answer(
                    ResponseEntity.ok(),
                    services.change(principal.actor(), service, body.form().description()));
        } catch (InvalidService e) {
            throw Problem.invalid("/" + e.field(), message(e)).exception();
        } catch (StaleService e) {
            throw ETag.changed().exception();
        }
    }

    private static ResponseEntity<ServiceBody> answer(ResponseEntity.BodyBuilder answer, CloudService service) {
        return answer.eTag(ETag.of(service.version())).body(body(service));
    }

    private CloudService service(Principal principal, Permission permission, String key) {
        return services.find(principal, permission, key)
                .orElseThrow(() ->
                        Problem.notFound("No service is called " + key + ".").exception());
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNull(e.getMessage());
    }

    private static ServiceBody body(CloudService service) {
        var description = service.description();
        return new ServiceBody(
                service.key(),
                description.name(),
                description.purpose(),
                word(description.ourRole()),
                word(description.model()),
                word(description.dataClass()),
                description.environments(),
                description.owner(),
                description.upstreamProvider(),
                description.repositories(),
                service.version(),
                service.changedAt());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
