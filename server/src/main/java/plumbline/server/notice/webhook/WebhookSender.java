package plumbline.server.notice.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.server.notice.webhook.QueueStore.Due;
import plumbline.server.notice.webhook.WebhookDelivery.Attempt;
import plumbline.server.notice.webhook.WebhookDelivery.Status;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Body;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.platform.outgoing.OutgoingRequest;
import plumbline.server.platform.outgoing.Sent;

/// Sends what is due: endpoints beside each other, what goes to one endpoint in its order. An
/// endpoint that does not take one delivery is left in peace with the others until that one is
/// tried again.
final class WebhookSender {
    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
    private static final OutgoingRequest.Limits LIMITS = new OutgoingRequest.Limits(Duration.ofSeconds(15), 1_000);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final int ROUND = 100;
    private static final int EVENTS = 500;
    private static final int GONE = 410;

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final EndpointOwners owners;
    private final Outgoing outgoing;
    private final InstantSource clock;
    private final QueueStore queue = new QueueStore();
    private final EndpointStore endpoints = new EndpointStore();

    WebhookSender(
            Transactions transactions,
            Webhooks webhooks,
            EndpointOwners owners,
            Outgoing outgoing,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.owners = owners;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /// Gives out what happened and sends what is due; says how much was tried.
    int run() {
        while (transactions.get(tx -> queue.giveOut(tx, clock.instant(), EVENTS)) == EVENTS) {
            // there may be more
        }
        int tried = 0;
        while (true) {
            owners.check();
            var due = transactions.get(tx -> queue.take(tx, clock.instant(), ROUND));
            send(due);
            tried += due.size();
            if (due.size() < ROUND) {
                return tried;
            }
        }
    }

    private void send(List<Due> due) {
        var byEndpoint = new LinkedHashMap<Long, List<Due>>();
        due.forEach(one -> byEndpoint
                .computeIfAbsent(one.endpointId(), _ -> new ArrayList<>())
                .add(one));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byEndpoint.values().forEach(deliveries -> threads.execute(() -> inOrder(deliveries)));
        }
    }

    private void inOrder(List<Due> deliveries) {
        try {
            for (int i = 0; i < deliveries.size(); i++) {
                var pause = send(deliveries.get(i));
                if (pause.isPositive()) {
                    var rest = deliveries.subList(i + 1, deliveries.size()).stream()
                            .map(Due::id)
                            .toList();
                    transactions.run(tx -> {
                        endpoints.hold(tx, deliveries.getFirst().endpointId());
                        queue.putBack(tx, rest, clock.instant().plus(pause));
                    });
                    return;
                }
            }
        } catch (RuntimeException e) {
            // They stay in hand for a while and are then tried again.
            log.warn("webhooks could not be sent", e);
        }
    }

    /// Sends one and notes it; answers how long to leave the endpoint in peace.
    private Duration send(Due due) {
        var at = clock.instant();
        var body = EventBody.of(due.type(), due.at(), due.journalId(), due.content());
        var secrets = webhooks.secrets(due.endpointId(), at);
        if (secrets.isEmpty()) {
            // Disabled or deleted after this was taken in hand.
            transactions.run(tx -> queue.settle(tx, due.id(), Status.STOPPED, at, at));
            return Duration.ZERO;
        }
        var headers = Map.of(
                "Content-Type", "application/json",
                "webhook-id", due.messageId(),
                "webhook-timestamp", Long.toString(at.getEpochSecond()),
                "webhook-signature", Signing.signature(secrets, due.messageId(), at, body));
        var sent =
                outgoing.send(new OutgoingRequest("POST", URI.create(due.address()), headers, Body.of(body), LIMITS));
        return switch (sent) {
            case Sent.Answered answered -> answered(due, at, answered);
            case Sent.Refused(var why) ->
                failed(due, new Attempt(at, null, "", "the address " + why, 0), Duration.ZERO);
            case Sent.Failed failed ->
                failed(due, new Attempt(at, null, "", failed.why(), millis(failed.took())), Duration.ZERO);
        };
    }

    private Duration answered(Due due, Instant at, Sent.Answered answer) {
        var text = answer.body().text().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
        var shown = text.substring(0, Math.min(text.length(), 1_000));
        int took = millis(answer.took());
        if (answer.accepted()) {
            transactions.run(tx -> {
                endpoints.hold(tx, due.endpointId());
                queue.note(tx, due.id(), new Attempt(at, answer.status(), shown, "", took));
                queue.settle(tx, due.id(), Status.DELIVERED, clock.instant(), clock.instant());
                endpoints.worked(tx, due.endpointId());
            });
            return Duration.ZERO;
        }
        var trouble = answer.status() >= 300 && answer.status() < 400
                ? "it answered " + answer.status() + ", and redirects are not followed: give the new address"
                : "it answered " + answer.status();
        var attempt = new Attempt(at, answer.status(), shown, trouble, took);
        if (answer.status() == GONE) {
            transactions.run(tx -> {
                endpoints.hold(tx, due.endpointId());
                queue.note(tx, due.id(), attempt);
                queue.settle(tx, due.id(), Status.FAILED, clock.instant(), clock.instant());
                webhooks.giveUp(tx, due.endpointId(), "it answered 410: it wants no more");
            });
            return LONGEST_WAIT;
        }
        return failed(due, attempt, wait(answer));
    }

    private Duration failed(Due due, Attempt attempt, Duration atLeast) {
        var now = clock.instant();
        var next = Retries.after(due.tries(), ThreadLocalRandom.current().nextDouble())
                .map(wait -> wait.compareTo(atLeast) < 0 ? atLeast : wait);
        transactions.run(tx -> {
            endpoints.hold(tx, due.endpointId());
            queue.note(tx, due.id(), attempt);
            queue.settle(
                    tx,
                    due.id(),
                    next.isPresent() ? Status.WAITING : Status.FAILED,
                    next.map(now::plus).orElse(now),
                    now);
            var since = endpoints.failed(tx, due.endpointId(), now);
            if (!since.plus(Retries.GIVEN_UP_AFTER).isAfter(now)) {
                webhooks.giveUp(tx, due.endpointId(), "it has taken nothing since " + since + ": " + attempt.trouble());
            }
        });
        return next.orElse(Duration.ofMinutes(5));
    }

    /// What the receiver asks for, within reason.
    private static Duration wait(Sent.Answered answer) {
        var after = answer.headers().getOrDefault("retry-after", "");
        if (!after.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        var wait = Duration.ofSeconds(Long.parseLong(after));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static int millis(Duration took) {
        return (int) Math.min(Integer.MAX_VALUE, took.toMillis());
    }
}
