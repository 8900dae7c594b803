package plumbline.server.notice.chat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.SecretBox;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Body;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.platform.outgoing.OutgoingRequest;
import plumbline.server.platform.outgoing.Sent;

/// The rooms there are, and speaking in them.
public final class Chats {
    private static final int LONGEST_WHY = 500;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Transactions transactions;
    private final Journal journal;
    private final SecretBox box;
    private final Outgoing outgoing;
    private final ChatKinds kinds;
    private final ChatStore store = new ChatStore();

    Chats(Transactions transactions, Journal journal, SecretBox box, Outgoing outgoing, ChatKinds kinds) {
        this.transactions = transactions;
        this.journal = journal;
        this.box = box;
        this.outgoing = outgoing;
        this.kinds = kinds;
    }

    /// What is said.
    ///
    /// @param link absolute, or empty
    public record Message(String subject, String text, String link, boolean urgent) {}

    /// What the chat answered.
    public sealed interface Outcome {
        record Said() implements Outcome {}

        /// It will never take this: the webhook is gone, or the rules forbid the address.
        record Refused(String why) implements Outcome {}

        /// It may take it later, and not before this time is over.
        record Unavailable(String why, Duration pause) implements Outcome {}
    }

    /// What came of changing a channel.
    public sealed interface Changed {
        record Done(ChatChannel channel) implements Changed {}

        record Invalid(ChatForm.Complaint complaint) implements Changed {}

        /// Somebody else changed it since it was read.
        record Stale() implements Changed {}
    }

    public List<ChatChannel> all() {
        return store.all(transactions.reading());
    }

    public Optional<ChatChannel> find(long id) {
        return store.find(transactions.reading(), id);
    }

    /// The channels that get a kind of notice.
    public List<Long> wanting(DSLContext tx, String kind, boolean urgent) {
        return store.wanting(tx, kind, urgent);
    }

    public Changed create(DSLContext tx, Actor actor, ChatForm form) {
        var wrong = complaint(tx, form, 0, true);
        if (wrong.isPresent()) {
            return new Changed.Invalid(wrong.get());
        }
        long id = store.insert(tx, form, journal.now());
        seal(tx, id, form.address());
        var made = store.find(tx, id).orElseThrow();
        journal.append(tx, actor, "chat-channel.created", made.subject(), details(made));
        return new Changed.Done(made);
    }

    public Changed change(DSLContext tx, Actor actor, long id, int seen, ChatForm form) {
        var wrong = complaint(tx, form, id, false);
        if (wrong.isPresent()) {
            return new Changed.Invalid(wrong.get());
        }
        if (!store.update(tx, id, seen, form)) {
            return new Changed.Stale();
        }
        if (!form.address().isEmpty()) {
            seal(tx, id, form.address());
        }
        var changed = store.find(tx, id).orElseThrow();
        journal.append(tx, actor, "chat-channel.changed", changed.subject(), details(changed));
        return new Changed.Done(changed);
    }

    private Optional<ChatForm.Complaint> complaint(DSLContext tx, ChatForm form, long id, boolean isNew) {
        return form.complaint(isNew)
                .or(() -> form.kinds().stream()
                        .filter(kind -> !kinds.has(kind))
                        .findFirst()
                        .map(kind -> new ChatForm.Complaint("kinds", "There is no such kind of notice.")))
                .or(() -> store.taken(tx, form.name(), id)
                        ? Optional.of(new ChatForm.Complaint("name", "There is a channel of this name already."))
                        : Optional.empty())
                .or(() -> form.address().isEmpty()
                        ? Optional.empty()
                        : outgoing.complaint(form.address())
                                .map(why -> new ChatForm.Complaint("address", "The address " + why + ".")));
    }

    private void seal(DSLContext tx, long id, String address) {
        store.address(
                tx,
                id,
                box.seal(address, ChatChannel.purpose(id)),
                URI.create(address).getHost());
    }

    public boolean delete(Actor actor, ChatChannel channel) {
        return transactions.get(tx -> {
            boolean gone = store.delete(tx, channel.id(), journal.now());
            if (gone) {
                journal.append(tx, actor, "chat-channel.deleted", channel.subject(), details(channel));
            }
            return gone;
        });
    }

    /// Says something in a room, now.
    public Outcome say(long id, Message message) {
        var channel = find(id);
        if (channel.isEmpty()) {
            return new Outcome.Refused("the channel was deleted");
        }
        var address = URI.create(box.open(store.address(transactions.reading(), id), ChatChannel.purpose(id)));
        var body = Body.of(channel.get().program().body(message));
        var outcome = switch (outgoing.send(OutgoingRequest.post(address, "application/json", body))) {
            case Sent.Refused(var why) -> new Outcome.Refused("the address " + why);
            case Sent.Failed failed -> new Outcome.Unavailable(failed.why(), Duration.ZERO);
            case Sent.Answered answered -> outcome(answered);
        };
        var trouble = switch (outcome) {
            case Outcome.Said() -> "";
            case Outcome.Refused(var why) -> why;
            case Outcome.Unavailable unavailable -> unavailable.why();
        };
        transactions.run(tx -> store.trouble(tx, id, cut(trouble)));
        return outcome;
    }

    private static Outcome outcome(Sent.Answered answer) {
        if (answer.accepted()) {
            return new Outcome.Said();
        }
        var why = "it answered " + answer.status();
        int status = answer.status();
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            return new Outcome.Unavailable(why, wait(answer));
        }
        boolean gone = status == 404 || status == 410;
        return new Outcome.Refused(gone ? why + ": the webhook was removed there" : why);
    }

    private static Duration wait(Sent.Answered answer) {
        var after = answer.headers().getOrDefault("retry-after", "");
        if (!after.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        var wait = Duration.ofSeconds(Long.parseLong(after));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static String cut(String why) {
        return why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why;
    }

    private static JsonObject details(ChatChannel channel) {
        return JsonObject.builder()
                .put("host", channel.host())
                .put("kinds", channel.kinds())
                .put("name", channel.name())
                .put("program", channel.program().word())
                .put("urgentOnly", channel.urgentOnly())
                .build();
    }
}
