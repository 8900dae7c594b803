package plumbline.server.control.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.catalog.Edition;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;
import plumbline.server.control.Applicability;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.platform.Actor;

/// What a statement says: each control of an edition, whether it applies, why, and who decided so. Pure.
///
/// @param rows in the order of the standard
public record StatementContent(String edition, List<Line> rows) {
    public StatementContent {
        rows = List.copyOf(rows);
    }

    /// One control.
    ///
    /// @param applies `applicable`, `not applicable` or `undecided`
    /// @param by who decided, as the journal knows them, and their name; both empty when undecided
    /// @param version of the decision about this control, 0 for none
    public record Line(
            String control, String title, String applies, String reason, String byId, String by, int version) {

        String words() {
            return reason.isEmpty() ? applies : applies + ": " + reason;
        }

        boolean says(Line other) {
            return applies.equals(other.applies) && reason.equals(other.reason);
        }

        JsonObject json() {
            return JsonObject.builder()
                    .put("applies", applies)
                    .put("by", by)
                    .put("byId", byId)
                    .put("control", control)
                    .put("reason", reason)
                    .put("title", title)
                    .put("version", version)
                    .build();
        }

        static Line read(JsonObject json) {
            return new Line(
                    json.string("control"),
                    json.string("title"),
                    json.string("applies"),
                    json.string("reason"),
                    json.string("byId"),
                    json.string("by"),
                    (int) json.integer("version"));
        }
    }

    static StatementContent of(Edition edition, Map<ControlRef, Applicability> decisions) {
        var rows = new ArrayList<Line>();
        for (var control : edition.controls()) {
            var decision = decisions.get(control.ref());
            rows.add(
                    decision == null
                            ? new Line(control.id().value(), control.title(), "undecided", "", "", "", 0)
                            : new Line(
                                    control.id().value(),
                                    control.title(),
                                    decision.applicable() ? "applicable" : "not applicable",
                                    decision.reason(),
                                    decision.decidedById(),
                                    decision.decidedBy(),
                                    decision.version()));
        }
        return new StatementContent(edition.id(), rows);
    }

    static StatementContent read(byte[] canonical) {
        var json = JsonReader.readCanonical(canonical);
        return new StatementContent(
                json.string("edition"),
                json.array("rows").objects().stream().map(Line::read).toList());
    }

    byte[] bytes() {
        return CanonicalJson.bytes(json());
    }

    ContentHash hash() {
        return ContentHash.of(json());
    }

    /// How many controls nobody has decided about.
    public long undecided() {
        return rows.stream().filter(row -> row.applies().equals("undecided")).count();
    }

    /// How many controls do not apply.
    public long excluded() {
        return rows.stream()
                .filter(row -> row.applies().equals("not applicable"))
                .count();
    }

    /// What this says otherwise than an earlier statement, or all that it says when there is none.
    List<VersionChange> changesSince(@Nullable StatementContent earlier) {
        var before = byControl(earlier);
        return changed(earlier).stream()
                .map(row -> {
                    var old = before.get(row.control());
                    return new VersionChange(
                            row.control() + " " + row.title(), old == null ? "" : old.words(), row.words());
                })
                .toList();
    }

    /// Who decided what this says otherwise than an earlier statement.
    List<Actor> authorsSince(@Nullable StatementContent earlier) {
        return changed(earlier).stream()
                .filter(row -> !row.byId().isEmpty())
                .map(row -> new Actor(kind(row.byId()), row.byId(), row.by()))
                .distinct()
                .toList();
    }

    private List<Line> changed(@Nullable StatementContent earlier) {
        var before = byControl(earlier);
        return rows.stream()
                .filter(row -> {
                    var old = before.get(row.control());
                    return old == null ? row.version() > 0 : !row.says(old);
                })
                .toList();
    }

    private static Map<String, Line> byControl(@Nullable StatementContent content) {
        var rows = new LinkedHashMap<String, Line>();
        if (content != null) {
            content.rows().forEach(row -> rows.put(row.control(), row));
        }
        return rows;
    }

    private static Actor.Kind kind(String actorId) {
        if (actorId.startsWith("account:")) {
            return Actor.Kind.PERSON;
        }
        return actorId.startsWith("service-account:") ? Actor.Kind.SERVICE_ACCOUNT : Actor.Kind.SYSTEM;
    }

    private JsonObject json() {
        return JsonObject.builder()
                .put("edition", edition)
                .put(
                        "rows",
                        new JsonArray(rows.stream().<JsonValue>map(Line::json).toList()))
                .build();
    }
}
