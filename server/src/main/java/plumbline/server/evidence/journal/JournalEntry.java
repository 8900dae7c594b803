package plumbline.server.evidence.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonString;
import plumbline.ledger.json.JsonValue;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.HistoryEntry.FieldChange;

/// One entry of the journal as it is read.
///
/// @param serviceId the cloud service it belongs to, or null
/// @param content canonical JSON, that to which the ledger commits together with the salt
public record JournalEntry(
        long number,
        Instant at,
        Actor actor,
        String action,
        Thing object,
        @Nullable Long serviceId,
        @Nullable String requestId,
        String content,
        String salt) {
    private static final List<String> NAMES = List.of("name", "title");
    private static final List<String> TOLD = List.of("changes", "before", "after", "reason");

    /// Who acted.
    ///
    /// @param kind in the words of the database: person, service account, system, nobody
    public record Actor(String kind, String id, String name) {}

    /// What it was done to.
    public record Thing(String kind, String id) {
        /// As filters name it: `service:shop`.
        public String reference() {
            return kind + ":" + id;
        }

        /// The page of the thing itself, or null where it has none.
        public @Nullable String href() {
            return switch (kind) {
                case "service" -> "/services/" + id;
                case "control" -> "/controls/" + id;
                case "evidence" -> "/evidence/" + id;
                case "finding" -> "/findings/" + id;
                case "scan" -> "/scans/" + id;
                case "access-review" -> "/access-reviews/" + id;
                case "pack" -> "/packs/" + id;
                case "account" -> id.startsWith("account:") ? "/settings/people/" + id.substring(8) : null;
                case "service account" ->
                    id.startsWith("service-account:") ? "/settings/service-accounts/" + id.substring(16) : null;
                default -> null;
            };
        }
    }

    public String id() {
        return HistoryEntry.id(number);
    }

    /// The day on which it happened, in UTC: `2026-11-23`.
    public String day() {
        return at.toString().substring(0, 10);
    }

    public String reason() {
        return HistoryEntry.reason(details());
    }

    public List<FieldChange> changes() {
        return HistoryEntry.changes(details());
    }

    JsonObject details() {
        return HistoryEntry.details(content.getBytes(StandardCharsets.UTF_8));
    }

    /// What this action says of itself in one line: `owner: Ida Berg → Samir Haddad, version 4`.
    public String summary() {
        var details = details();
        var changes = HistoryEntry.changes(details).stream().map(JournalEntry::plain);
        var others = details.members().entrySet().stream()
                .filter(member -> !List.of("changes", "before", "after").contains(member.getKey()))
                .map(member -> member.getKey() + " " + plain(member.getValue()));
        return Stream.concat(changes, others).collect(Collectors.joining(", "));
    }

    /// What it says besides what changed and why, field by field.
    public List<FieldChange> others() {
        return details().members().entrySet().stream()
                .filter(member -> !TOLD.contains(member.getKey()))
                .map(member -> new FieldChange(member.getKey(), "", plain(member.getValue())))
                .toList();
    }

    /// What the thing was called, as far as the entry itself says so; else empty.
    public String name() {
        var details = details();
        for (var field : NAMES) {
            if (details.find(field) instanceof JsonString name) {
                return name.value();
            }
        }
        return HistoryEntry.changes(details).stream()
                .filter(change -> NAMES.contains(change.field()))
                .map(change -> change.after().isEmpty() ? change.before() : change.after())
                .findFirst()
                .orElse("");
    }

    private static String plain(FieldChange change) {
        if (change.before().isEmpty()) {
            return change.field() + ": " + change.after();
        }
        return change.field() + ": " + change.before() + " → " + change.after();
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.value() : CanonicalJson.text(value);
    }
}
