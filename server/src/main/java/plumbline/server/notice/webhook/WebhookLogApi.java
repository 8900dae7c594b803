package plumbline.server.notice.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.notice.webhook.WebhookDelivery.Attempt;
import plumbline.server.notice.webhook.WebhookDelivery.Status;

/// The delivery log of webhooks as JSON, and sending again.
@RestController
@RequestMapping(WebhookApi.ADDRESS)
final class WebhookLogApi {
    private final Webhooks webhooks;

    WebhookLogApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// One event on its way to a webhook.
    ///
    /// @param messageId the header `webhook-id`, the same for each try
    /// @param state `waiting`, `delivered`, `failed` or `stopped`
    /// @param dueAt when it is tried next; null unless it waits
    /// @param request the body that is sent
    /// @param attempts all of them, oldest first; in lists only the newest
    record DeliveryBody(
            long id,
            String messageId,
            String type,
            Instant at,
            String state,
            int tries,
            @Nullable Instant dueAt,
            String request,
            List<AttemptBody> attempts) {}

    /// One try.
    ///
    /// @param status what the receiver answered, null when it did not
    /// @param answer the beginning of its answer
    /// @param trouble why it did not count, empty when it did
    record AttemptBody(Instant at, @Nullable Integer status, String answer, String trouble, int tookMillis) {}

    /// From when on everything is sent again.
    record Replay(Instant since) {}

    /// How much is sent again.
    record Replayed(int deliveries) {}

    /// A delivery that was queued.
    record Queued(long delivery) {}

    /// Sends a test event.
    @PostMapping("/{id}/test")
    @Requires(Permission.NOTICE_MANAGE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Queued test(Principal principal, @PathVariable long id) {
        var endpoint = enabled(id);
        return new Queued(webhooks.transactions().get(tx -> webhooks.test(tx, principal.actor(), endpoint)));
    }

    /// The delivery log, newest first.
    @GetMapping("/{id}/deliveries")
    @Requires(Permission.NOTICE_MANAGE)
    Page<DeliveryBody> deliveries(
            Principal principal,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Webhooks.requireReader(principal);
        var endpoint = endpoint(id);
        var status = state == null || state.isEmpty()
                ? null
                : Status.find(state)
                        .orElseThrow(() -> Problem.invalid("?state", "must be waiting, delivered, failed or stopped")
                                .exception());
        int most = Page.limit(limit);
        var list = "deliveries of " + id + " " + state;
        var after = Cursor.parse(cursor, list, 1);
        var rows = webhooks.deliveries(
                new LogStore.LogFilter(endpoint.id(), status, "", after == null ? Long.MAX_VALUE : after.id(0)),
                most + 1);
        return Page.of(rows, most, list, delivery -> Cursor.of(delivery.id())).map(WebhookLogApi::body);
    }

    /// One delivery with all its attempts.
    @GetMapping("/{id}/deliveries/{delivery}")
    @Requires(Permission.NOTICE_MANAGE)
    DeliveryBody delivery(Principal principal, @PathVariable long id, @PathVariable long delivery) {
        Webhooks.requireReader(principal);
        return body(webhooks.delivery(endpoint(id).id(), delivery)
                .orElseThrow(
                        () -> Problem.notFound("There is no such delivery.").exception()));
    }

    /// Sends one delivery again, under the same `webhook-id`.
    @PostMapping("/{id}/deliveries/{delivery}/replay")
    @Requires(Permission.NOTICE_MANAGE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Queued replay(Principal principal, @PathVariable long id, @PathVariable long delivery) {
        var endpoint = enabled(id);
        boolean found = webhooks.transactions().get(tx -> webhooks.replay(tx, principal, endpoint, delivery));
        if (!found) {
            throw Problem.notFound("There is no such delivery.").exception();
        }
        return new Queued(delivery);
    }

    /// Sends everything since a time again, also what the webhook never got.
    @PostMapping("/{id}/replay")
    @Requires(Permission.NOTICE_MANAGE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replaySince(Principal principal, @PathVariable long id, @RequestBody Replay body) {
        if (body.since() == null) {
            throw Problem.invalid("/since", "must be a time such as 2026-11-29T10:00:00Z")
                    .exception();
        }
        var endpoint = enabled(id);
        return new Replayed(
                webhooks.transactions().get(tx -> webhooks.replaySince(tx, principal, endpoint, body.since())));
    }

    private Endpoint endpoint(long id) {
        return webhooks.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such webhook.").exception());
    }

    private Endpoint enabled(long id) {
        var endpoint = endpoint(id);
        if (!endpoint.enabled()) {
            throw Problem.conflict("The webhook is disabled: enable it first.").exception();
        }
        return endpoint;
    }

    private static DeliveryBody body(WebhookDelivery delivery) {
        var attempts = delivery.attempts().isEmpty() && delivery.last() != null
                ? List.of(delivery.last())
                : delivery.attempts();
        return new DeliveryBody(
                delivery.id(),
                delivery.messageId(),
                delivery.type(),
                delivery.at(),
                delivery.status().word(),
                delivery.tries(),
                delivery.status() == Status.WAITING ? delivery.dueAt() : null,
                delivery.body(),
                attempts.stream().map(WebhookLogApi::body).toList());
    }

    private static AttemptBody body(Attempt attempt) {
        return new AttemptBody(
                attempt.at(), attempt.status(), attempt.answer(), attempt.trouble(), attempt.tookMillis());
    }
}
