package plumbline.server.estate;

import java.net.URI;
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
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// The register of cloud services as JSON.
@RestController
@RequestMapping("/api/v1/services")
final class ServiceApi {
    private final Services services;

    ServiceApi(Services services) {
        this.services = services;
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

    /// All of them: a register of services is short.
    record ServiceList(List<ServiceBody> items, @Nullable String nextCursor) {}

    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping
    ServiceList list(Principal principal) {
        return new ServiceList(
                services.visible(principal).stream().map(ServiceApi::body).toList(), null);
    }

    @Requires(value = Permission.SERVICE_READ, scoped = true)
    @GetMapping("/{key}")
    ResponseEntity<ServiceBody> get(Principal principal, @PathVariable String key) {
        return answer(ResponseEntity.ok(), service(principal, key));
    }

    @Requires(Permission.SERVICE_WRITE)
    @PostMapping
    ResponseEntity<ServiceBody> create(Principal principal, @RequestBody NewService body) {
        try {
            var created = services.create(principal.actor(), body.form().description());
            return answer(ResponseEntity.created(URI.create("/api/v1/services/" + created.key())), created);
        } catch (InvalidService e) {
            throw Problem.invalid("/" + e.field(), message(e)).exception();
        }
    }

    @Requires(Permission.SERVICE_WRITE)
    @PutMapping("/{key}")
    ResponseEntity<ServiceBody> change(
            Principal principal,
            @PathVariable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody NewService body) {
        var service = service(principal, key);
        if (seen == null) {
            throw Problem.of(ProblemType.PRECONDITION_REQUIRED, "Send the ETag that you read as If-Match.")
                    .exception();
        }
        if (!seen.equals(etag(service))) {
            throw changedSince(service);
        }
        try {
            return answer(
                    ResponseEntity.ok(),
                    services.change(principal.actor(), service, body.form().description()));
        } catch (InvalidService e) {
            throw Problem.invalid("/" + e.field(), message(e)).exception();
        } catch (StaleService e) {
            throw changedSince(service);
        }
    }

    private static RuntimeException changedSince(CloudService service) {
        return Problem.of(
                        ProblemType.CHANGED,
                        "\"" + service.description().name() + "\" has been changed since it was read: read it again.")
                .exception();
    }

    private static ResponseEntity<ServiceBody> answer(ResponseEntity.BodyBuilder answer, CloudService service) {
        return answer.eTag(etag(service)).body(body(service));
    }

    private static String etag(CloudService service) {
        return "\"" + service.version() + "\"";
    }

    private CloudService service(Principal principal, String key) {
        return services.find(principal, key)
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
