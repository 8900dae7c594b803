package plumbline.server.platform;

import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;

/// Appends to the journal. Whoever changes something calls this inside the same transaction.
///
/// The entry's content is canonical JSON; with its salt it is what the ledger commits to, so nothing that must be
/// erasable on request (and no secret) belongs into the details.
public final class Journal {
    /// The action of an entry that says somebody looked at a record.
    public static final String OPENED = "record.opened";

    /// As many entries as a record's page shows; the journal has all of them.
    public static final int RECENT = 20;

    private static final int SALT_BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final HistoryStore histories = new HistoryStore();

    public Journal(InstantSource clock) {
        this.clock = clock;
    }

    /// The time now as it is stored: UTC, whole microseconds.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Appends an entry without further details.
    public void append(DSLContext transaction, Actor actor, String action, Subject subject) {
        append(transaction, actor, action, subject, JsonObject.builder().build());
    }

    /// Appends an entry.
    ///
    /// @param action object and participle, for example `service.created`
    /// @param details what the action says of itself, in the words of the area; what it changed as [Changes] has it
    public void append(DSLContext transaction, Actor actor, String action, Subject subject, JsonObject details) {
        var at = now();
        var requestId = RequestId.current();
        var content = JsonObject.builder()
                .put("at", at.toString())
                .put("action", action)
                .put("actor", actor(actor))
                .put("details", details)
                .put("subject", subject(subject));
        if (requestId != null) {
            content.put("request", requestId);
        }
        var entry = transaction.newRecord(JOURNAL_ENTRY);
        entry.setAt(at);
        entry.setActorKind(actor.kind().word());
        entry.setActorId(actor.id());
        entry.setActorName(actor.name());
        entry.setAction(action);
        entry.setObjectKind(subject.kind());
        entry.setObjectId(subject.id());
        entry.setServiceId(subject.serviceId());
        entry.setRequestId(requestId);
        entry.setContent(CanonicalJson.bytes(content.build()));
        entry.setSalt(salt());
        transaction.insertInto(JOURNAL_ENTRY).set(entry).execute();
    }

    /// The last [#RECENT] things that happened to any of these, the newest first.
    public List<HistoryEntry> history(DSLContext database, Subject... subjects) {
        return histories.of(database, List.of(subjects), RECENT);
    }

    private byte[] salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static JsonObject actor(Actor actor) {
        return JsonObject.builder()
                .put("id", actor.id())
                .put("kind", actor.kind().word())
                .put("name", actor.name())
                .build();
    }

    private static JsonObject subject(Subject subject) {
        var json = JsonObject.builder().put("id", subject.id()).put("kind", subject.kind());
        if (subject.serviceId() != null) {
            json.put("service", subject.serviceId());
        }
        return json.build();
    }
}
