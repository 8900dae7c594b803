package plumbline.server.notice.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.notice.NewNotice;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.notice.Recipient;
import plumbline.server.notice.webhook.EndpointForm.Complaint;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.SecretBox;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Outgoing;

/// The endpoints there are, what changes about them, and what became of what was sent to them.
final class Webhooks {
    /// How long the secret of before signs as well after a change.
    static final Duration OVERLAP = Duration.ofHours(24);

    /// How far back events are kept, and can be sent again.
    static final Duration KEPT = Duration.ofDays(30);

    static final NoticeKind DISABLED = NoticeKind.ofWork(
            "webhook.disabled", "A webhook was disabled: it failed for days, or its owner lost the right", true);

    private final Transactions transactions;
    private final Journal journal;
    private final SecretBox box;
    private final Outgoing outgoing;
    private final Notices notices;
    private final EndpointStore store = new EndpointStore();
    private final QueueStore queue = new QueueStore();
    private final LogStore log = new LogStore();

    Webhooks(Transactions transactions, Journal journal, SecretBox box, Outgoing outgoing, Notices notices) {
        this.transactions = transactions;
        this.journal = journal;
        this.box = box;
        this.outgoing = outgoing;
        this.notices = notices;
    }

    /// What came of changing an endpoint.
    sealed interface Changed {
        record Done(Endpoint endpoint) implements Changed {}

        /// The secret is said here and never again.
        record WithSecret(Endpoint endpoint, String secret) implements Changed {
            @Override
            public String toString() {
                return "WithSecret[" + endpoint.id() + "]";
            }
        }

        record Invalid(List<Complaint> complaints) implements Changed {}

        /// Somebody else changed it since it was read.
        record Stale() implements Changed {}
    }

    Transactions transactions() {
        return transactions;
    }

    List<Endpoint> all() {
        return store.all(transactions.reading());
    }

    Optional<Endpoint> find(long id) {
        return store.find(transactions.reading(), id);
    }

    List<WebhookDelivery> deliveries(LogStore.LogFilter filter, int limit) {
        return log.list(transactions.reading(), filter, limit);
    }

    Optional<WebhookDelivery> delivery(long endpoint, long id) {
        return log.find(transactions.reading(), endpoint, id);
    }

    /// All that a webhook tells is the journal: whoever sets one up, or reads what it was told, may read that.
    static void requireReader(Principal principal) {
        if (!reads(principal)) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            "A webhook tells the journal: this takes " + Permission.JOURNAL_READ.word() + " as well.")
                    .exception();
        }
    }

    static boolean reads(Principal principal) {
        return principal.mayEverywhere(Permission.JOURNAL_READ);
    }

    /// Whoever adds, changes or enables a webhook answers for it, so that nobody sends the journal somewhere
    /// by the right of another.
    private static long owner(Principal principal) {
        requireReader(principal);
        if (principal.kind() != Actor.Kind.PERSON) {
            throw new IllegalArgumentException("principal must be a person, but is a " + principal.kind());
        }
        return principal.id();
    }

    Changed create(DSLContext tx, Principal principal, EndpointForm form) {
        long owner = owner(principal);
        var wrong = complaints(tx, form, 0);
        if (!wrong.isEmpty()) {
            return new Changed.Invalid(wrong);
        }
        long id = store.insert(tx, form, owner, journal.now());
        var secret = Signing.newSecret();
        store.firstSecret(tx, id, box.seal(secret, Endpoint.purpose(id)));
        var made = store.find(tx, id).orElseThrow();
        journal.append(tx, principal.actor(), "webhook.created", made.subject(), details(made));
        return new Changed.WithSecret(made, secret);
    }

    Changed change(DSLContext tx, Principal principal, Endpoint seen, EndpointForm form) {
        long owner = owner(principal);
        var wrong = complaints(tx, form, seen.id());
        if (!wrong.isEmpty()) {
            return new Changed.Invalid(wrong);
        }
        if (!store.update(tx, seen, form, owner)) {
            return new Changed.Stale();
        }
        var changed = store.find(tx, seen.id()).orElseThrow();
        var both = JsonObject.builder().put("after", details(changed)).put("before", details(seen));
        journal.append(tx, principal.actor(), "webhook.changed", changed.subject(), both.build());
        return new Changed.Done(changed);
    }

    private List<Complaint> complaints(DSLContext tx, EndpointForm form, long id) {
        var wrong = new ArrayList<>(form.complaints());
        var fields = wrong.stream().map(Complaint::field).toList();
        if (!fields.contains("address")) {
            outgoing.complaint(form.address())
                    .ifPresent(why -> wrong.add(new Complaint("address", "The address " + why + ".")));
        }
        if (!fields.contains("name") && store.taken(tx, form.name(), id)) {
            wrong.add(new Complaint("name", "There is a webhook of this name already."));
        }
        return List.copyOf(wrong);
    }

    /// Gives an endpoint another secret; the one of before signs as well for a day.
    Changed rotate(DSLContext tx, Actor actor, Endpoint seen) {
        var secret = Signing.newSecret();
        var before = box.open(store.secrets(tx, seen.id(), journal.now()).present(), Endpoint.purpose(seen.id()));
        var sealed = new EndpointStore.Sealed(
                box.seal(secret, Endpoint.purpose(seen.id())), box.seal(before, Endpoint.previousPurpose(seen.id())));
        if (!store.rotate(tx, seen, sealed, journal.now().plus(OVERLAP))) {
            return new Changed.Stale();
        }
        var changed = store.find(tx, seen.id()).orElseThrow();
        journal.append(tx, actor, "webhook.secret-changed", changed.subject(), details(changed));
        return new Changed.WithSecret(changed, secret);
    }

    /// The secrets that sign, the newest first; empty when nothing may go to the endpoint (any more).
    List<String> secrets(long id, Instant now) {
        if (find(id).filter(Endpoint::enabled).isEmpty()) {
            return List.of();
        }
        var sealed = store.secrets(transactions.reading(), id, now);
        var secrets = new ArrayList<String>();
        secrets.add(box.open(sealed.present(), Endpoint.purpose(id)));
        if (sealed.previous() != null) {
            secrets.add(box.open(sealed.previous(), Endpoint.previousPurpose(id)));
        }
        return secrets;
    }

    /// Enables or disables an endpoint; doing so again changes nothing.
    void enable(Principal principal, Endpoint endpoint, boolean enabled) {
        if (!enabled) {
            transactions.run(tx -> disable(tx, principal.actor(), endpoint, "disabled by " + principal.name()));
            return;
        }
        long owner = owner(principal);
        transactions.run(tx -> {
            if (store.enable(tx, endpoint.id(), owner)) {
                var now = store.find(tx, endpoint.id()).orElseThrow();
                journal.append(tx, principal.actor(), "webhook.enabled", now.subject(), details(now));
            }
        });
    }

    /// Disables an endpoint and notes why; whether it was enabled.
    boolean disable(DSLContext tx, Actor by, Endpoint endpoint, String why) {
        if (!store.disable(tx, endpoint.id(), cut(why), journal.now())) {
            return false;
        }
        var details = JsonObject.builder().put("name", endpoint.name()).put("reason", cut(why));
        journal.append(tx, by, "webhook.disabled", endpoint.subject(), details.build());
        return true;
    }

    /// Disables an endpoint that does not work, and tells those who can mend it.
    void giveUp(DSLContext tx, long id, String why) {
        store.hold(tx, id)
                .filter(endpoint -> disable(tx, Actor.SYSTEM, endpoint, why))
                .ifPresent(endpoint -> tell(
                        tx,
                        Recipient.holders(Permission.NOTICE_MANAGE),
                        endpoint,
                        why,
                        "Mend the receiver, enable the webhook, and send again what it missed."));
    }

    /// Tells that an endpoint is disabled, why, and what to do about it.
    void tell(DSLContext tx, Recipient recipient, Endpoint endpoint, String why, String next) {
        var text = "The webhook " + endpoint.name() + " at " + endpoint.host() + " is disabled: " + cut(why) + ".\n"
                + next;
        notices.tell(
                tx,
                List.of(recipient),
                NewNotice.of(
                        DISABLED,
                        "webhook:" + endpoint.id(),
                        "The webhook " + endpoint.name() + " is disabled",
                        text,
                        "/settings/webhooks/" + endpoint.id()));
    }

    boolean delete(Actor actor, Endpoint endpoint) {
        return transactions.get(tx -> {
            boolean gone = store.delete(tx, endpoint.id(), journal.now());
            if (gone) {
                journal.append(tx, actor, "webhook.deleted", endpoint.subject(), details(endpoint));
            }
            return gone;
        });
    }

    /// Queues an event that says nothing but that it is a test; answers its delivery.
    long test(DSLContext tx, Actor actor, Endpoint endpoint) {
        var content = JsonObject.builder()
                .put("message", "A test by " + actor.name() + ". If you can read and verify this, it works.")
                .build();
        journal.append(tx, actor, "webhook.tested", endpoint.subject(), details(endpoint));
        return queue.test(
                tx, endpoint.id(), CanonicalJson.text(content).getBytes(StandardCharsets.UTF_8), journal.now());
    }

    /// Sends one delivery again.
    boolean replay(DSLContext tx, Principal principal, Endpoint endpoint, long delivery) {
        requireReader(principal);
        boolean found = queue.replay(tx, endpoint.id(), delivery, journal.now());
        if (found) {
            var details = JsonObject.builder().put("delivery", delivery).put("name", endpoint.name());
            journal.append(tx, principal.actor(), "webhook.replayed", endpoint.subject(), details.build());
        }
        return found;
    }

    /// Sends everything since a time again; answers how much that is.
    int replaySince(DSLContext tx, Principal principal, Endpoint endpoint, Instant since) {
        requireReader(principal);
        int count = queue.replaySince(tx, endpoint.id(), since, journal.now());
        var details = JsonObject.builder()
                .put("deliveries", count)
                .put("name", endpoint.name())
                .put("since", since.toString());
        journal.append(tx, principal.actor(), "webhook.replayed", endpoint.subject(), details.build());
        return count;
    }

    /// What the journal may know: an address may hold a token, its host holds none.
    private static JsonObject details(Endpoint endpoint) {
        var details = JsonObject.builder()
                .put("events", endpoint.events())
                .put("host", endpoint.host())
                .put("name", endpoint.name());
        if (endpoint.ownerId() != null) {
            details.put("owner", "account:" + endpoint.ownerId());
        }
        return details.build();
    }

    private static String cut(String why) {
        return why.length() > 400 ? why.substring(0, 400) : why;
    }
}
