package plumbline.server.notice.webhook;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Webhooks as JSON.
@RestController
@RequestMapping(WebhookApi.ADDRESS)
final class WebhookApi {
    static final String ADDRESS = "/api/v1/webhooks";

    private final Webhooks webhooks;
    private final Idempotency idempotency;

    WebhookApi(Webhooks webhooks, Idempotency idempotency) {
        this.webhooks = webhooks;
        this.idempotency = idempotency;
    }

    /// A program that is told what the journal notes, by Standard Webhooks.
    ///
    /// @param owner id of the person who answers for it, having added, changed or enabled it last; null if
    /// that is not known
    /// @param events names of events; `account.*` and `*` stand for many
    /// @param state `enabled` or `disabled`
    /// @param disabledWhy why it is disabled
    /// @param failingSince since when it has taken nothing
    /// @param overlapUntil until when the secret of before signs as well
    record WebhookBody(
            long id,
            String name,
            String address,
            @Nullable Long owner,
            List<String> events,
            String state,
            @Nullable String disabledWhy,
            @Nullable Instant failingSince,
            @Nullable Instant overlapUntil,
            Instant createdAt) {}

    /// What a webhook shall be.
    ///
    /// @param address that is called, by HTTPS
    /// @param events names such as `service.created`, `account.*` or `*`
    record WebhookRequest(String name, String address, List<String> events) {
        EndpointForm form() {
            return new EndpointForm(
                    name == null ? "" : name,
                    address == null ? "" : address,
                    events == null
                            ? List.of()
                            : events.stream()
                                    .map(event -> event == null ? "" : event)
                                    .toList());
        }
    }

    /// A webhook with its secret, which is shown this once; null when the request is repeated.
    record WebhookSecret(WebhookBody webhook, @Nullable String secret) {}

    /// Whether a webhook is told anything.
    record WebhookState(boolean enabled) {}

    /// Webhooks, by name.
    @GetMapping
    @Requires(Permission.NOTICE_MANAGE)
    Page<WebhookBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        webhooks.all(),
                        new Page.Request(limit, cursor),
                        "webhooks",
                        endpoint -> Long.toString(endpoint.id()))
                .map(WebhookApi::body);
    }

    /// One webhook.
    @GetMapping("/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<WebhookBody> get(@PathVariable long id) {
        return answer(endpoint(id));
    }

    /// Adds a webhook; its secret is in this answer and nowhere else. Takes `journal:read` as well.
    @PostMapping
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<WebhookSecret> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody WebhookRequest body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        return idempotency.once(
                asked, WebhookSecret.class, tx -> secret(webhooks.create(tx, principal, body.form()), true));
    }

    /// Changes a webhook's name, address and events. Takes `journal:read` as well.
    @PutMapping("/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<WebhookBody> change(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody WebhookRequest body) {
        var endpoint = seen(id, seen);
        return switch (webhooks.transactions().get(tx -> webhooks.change(tx, principal, endpoint, body.form()))) {
            case Webhooks.Changed.Done(var changed) -> answer(changed);
            case Webhooks.Changed.WithSecret made -> answer(made.endpoint());
            case Webhooks.Changed.Invalid(var complaints) -> throw invalid(complaints);
            case Webhooks.Changed.Stale() -> throw ETag.changed().exception();
        };
    }

    /// Gives a webhook another secret; the one of before signs as well for a day.
    @PostMapping("/{id}/secret")
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<WebhookSecret> rotate(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        var endpoint = seen(id, seen);
        var asked = new Idempotency.Asked(
                principal.actor().id(), key, "POST " + ADDRESS + "/" + id + "/secret", String.valueOf(seen));
        return idempotency.once(
                asked, WebhookSecret.class, tx -> secret(webhooks.rotate(tx, principal.actor(), endpoint), false));
    }

    /// Enables or disables a webhook. What waits for a disabled one is stopped; to enable one takes `journal:read` as
    /// well, and whoever does answers for it.
    @PutMapping("/{id}/state")
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<WebhookBody> enable(Principal principal, @PathVariable long id, @RequestBody WebhookState body) {
        webhooks.enable(principal, endpoint(id), body.enabled());
        return answer(endpoint(id));
    }

    /// Deletes a webhook; its secret is forgotten.
    @DeleteMapping("/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal principal, @PathVariable long id) {
        webhooks.delete(principal.actor(), endpoint(id));
    }

    private Endpoint endpoint(long id) {
        return webhooks.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such webhook.").exception());
    }

    private Endpoint seen(long id, @Nullable String ifMatch) {
        var endpoint = endpoint(id);
        if (endpoint.version() != ETag.required(ifMatch)) {
            throw ETag.changed().exception();
        }
        return endpoint;
    }

    private static Idempotency.Done<WebhookSecret> secret(Webhooks.Changed changed, boolean isNew) {
        return switch (changed) {
            case Webhooks.Changed.WithSecret(var endpoint, var secret) -> {
                var body = body(endpoint);
                var shown = new WebhookSecret(body, secret);
                var done = isNew
                        ? Idempotency.Done.created(ADDRESS + "/" + endpoint.id(), shown)
                        : Idempotency.Done.ok(shown);
                yield done.version(endpoint.version()).keeping(new WebhookSecret(body, null));
            }
            case Webhooks.Changed.Done done -> throw new IllegalStateException("a secret must be made for " + done);
            case Webhooks.Changed.Invalid(var complaints) -> throw invalid(complaints);
            case Webhooks.Changed.Stale() -> throw ETag.changed().exception();
        };
    }

    private static RuntimeException invalid(List<EndpointForm.Complaint> complaints) {
        var why = complaints.stream().map(EndpointForm.Complaint::why).collect(Collectors.joining(" "));
        var problem = Problem.of(ProblemType.INVALID, why);
        for (var complaint : complaints) {
            problem = problem.error("/" + complaint.field(), complaint.why());
        }
        return problem.exception();
    }

    private static ResponseEntity<WebhookBody> answer(Endpoint endpoint) {
        return ResponseEntity.ok().eTag(ETag.of(endpoint.version())).body(body(endpoint));
    }

    private static WebhookBody body(Endpoint endpoint) {
        return new WebhookBody(
                endpoint.id(),
                endpoint.name(),
                endpoint.address(),
                endpoint.ownerId(),
                endpoint.events(),
                endpoint.enabled() ? "enabled" : "disabled",
                endpoint.enabled() ? null : endpoint.disabledWhy(),
                endpoint.failingSince(),
                endpoint.overlapUntil(),
                endpoint.createdAt());
    }
}
