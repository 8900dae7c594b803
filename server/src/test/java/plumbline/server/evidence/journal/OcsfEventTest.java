package plumbline.server.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.server.evidence.journal.JournalEntry.Actor;
import plumbline.server.evidence.journal.JournalEntry.Thing;
import plumbline.server.platform.Changes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every kind of entry as an event: against a golden file, and against what version 1.8.0 of the
/// schema requires, kept as data.
class OcsfEventTest {
    private static final Path GOLDEN = Path.of("src/test/golden/journal.ocsf.jsonl");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode RULES = JSON.readTree(Path.of("src/test/golden/ocsf-1.8.0.json"));

    private static final Actor IDA = new Actor("person", "account:7", "Ida Berg");
    private static final Actor PIPELINE = new Actor("service account", "service-account:3", "pipeline");
    private static final Actor SYSTEM = new Actor("system", "system", "Plumbline");
    private static final Actor NOBODY = new Actor("nobody", "nobody", "Nobody signed in");

    static List<JournalEntry> entries() {
        var none = JsonObject.builder().build();
        var roles = Changes.begin()
                .field("roles", List.of("engineer"), List.of("auditor"))
                .because("Moves to audit")
                .details();
        var entries = new ArrayList<JournalEntry>();
        add(entries, NOBODY, "account.created-first", "account", "account:7", none);
        add(entries, IDA, "account.signed-in", "account", "account:7", none);
        add(entries, NOBODY, "account.sign-in-failed", "account", "account:7", none);
        add(entries, IDA, "account.sessions-ended", "account", "account:7", none);
        add(entries, IDA, "account.created", "account", "account:8", none);
        add(entries, IDA, "account.link-created", "account", "account:8", none);
        add(entries, IDA, "account.password-set", "account", "account:7", none);
        add(entries, IDA, "account.roles-changed", "account", "account:8", roles);
        add(entries, IDA, "account.deactivated", "account", "account:8", none);
        add(entries, IDA, "account.reactivated", "account", "account:8", none);
        add(entries, IDA, "service-account.created", "service account", "service-account:3", none);
        add(entries, IDA, "service-account.deactivated", "service account", "service-account:3", none);
        add(entries, IDA, "token.created", "token", "token:5", none);
        add(entries, PIPELINE, "token.first-used", "token", "token:5", none);
        add(entries, IDA, "token.revoked", "token", "token:5", none);
        add(entries, IDA, "service.created", "service", "shop", none);
        add(entries, IDA, "service.changed", "service", "shop", roles);
        add(entries, IDA, "applicability.decided", "control", "2015/12.4.1", roles);
        add(entries, PIPELINE, "scan.completed", "scan", "SCN-0001", none);
        add(entries, SYSTEM, "evidence.recorded", "evidence", "EV-0001", none);
        add(entries, IDA, "pack.requested", "pack", "PACK-0001", none);
        add(entries, SYSTEM, "pack.failed", "pack", "PACK-0001", none);
        add(entries, IDA, "pack.downloaded", "pack", "PACK-0001", none);
        add(entries, IDA, "journal.exported", "journal", "all", none);
        add(entries, IDA, "record.opened", "evidence", "EV-0001", none);
        return entries;
    }

    private static void add(
            List<JournalEntry> entries, Actor actor, String action, String kind, String id, JsonObject details) {
        var number = entries.size() + 1;
        var content = CanonicalJson.text(JsonObject.builder()
                .put("action", action)
                .put("details", details)
                .build());
        entries.add(new JournalEntry(
                number,
                Instant.parse("2026-11-23T10:00:00.123456Z").plusSeconds(number),
                actor,
                action,
                new Thing(kind, id),
                kind.equals("service") ? 4L : null,
                number % 2 == 0 ? "9f2c4e1ab07d" : null,
                content,
                "00".repeat(32)));
    }

    @Test
    void isWhatTheGoldenFileHas() throws IOException {
        var lines = new StringBuilder();
        entries().forEach(entry -> lines.append(JournalFormat.OCSF.line(entry)));
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.writeString(GOLDEN, lines.toString());
        }
        assertThat(GOLDEN)
                .as("write it anew with -Dtest=OcsfEventTest -Dplumbline.golden=write, and review the difference")
                .hasContent(lines.toString());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void keepsTheRulesOfTheSchema(JournalEntry entry) {
        var event = JSON.readTree(CanonicalJson.text(OcsfEvent.of(entry)));
        var type = RULES.at("/classes/" + event.get("class_uid").asInt());

        assertThat(type.isMissingNode()).isFalse();
        requires(event, RULES.get("event"));
        requires(event, type);
        assertThat(event.get("class_name").asString())
                .isEqualTo(type.get("name").asString());
        assertThat(event.get("category_uid").asInt())
                .isEqualTo(event.get("class_uid").asInt() / 1000);
        assertThat(event.get("type_uid").asLong())
                .isEqualTo(event.get("class_uid").asLong() * 100
                        + event.get("activity_id").asLong());
        var activity = type.get("activities").get(event.get("activity_id").asString());
        assertThat(activity).as("activity").isNotNull();
        if (!activity.asString().equals("*")) {
            assertThat(event.get("activity_name").asString()).isEqualTo(activity.asString());
        }
        assertThat(words(RULES.at("/event/severity_id")))
                .contains(event.get("severity_id").asString());
        assertThat(words(RULES.at("/event/status_id")))
                .contains(event.get("status_id").asString());
        var allowed = words(RULES.get("common"));
        allowed.addAll(words(type.get("allowed")));
        assertThat(allowed).containsAll(names(event));
        assertThat(event.at("/metadata/version").asString())
                .isEqualTo(RULES.get("version").asString());
        assertThat(event.get("time").asLong()).isEqualTo(entry.at().toEpochMilli());
        objects(event);
    }

    @Test
    void claimsNoAddressThatTheJournalDoesNotKeep() {
        assertThat(entries())
                .allSatisfy(entry ->
                        assertThat(CanonicalJson.text(OcsfEvent.of(entry))).doesNotContain("src_endpoint"));
    }

    @Test
    void losesNothingThatAnEntrySays() {
        var changed = entries().stream()
                .filter(entry -> entry.action().equals("service.changed"))
                .findFirst()
                .orElseThrow();

        assertThat(OcsfEvent.of(changed).object("unmapped").object("details")).isEqualTo(changed.details());
        assertThat(OcsfEvent.of(changed).string("comment")).isEqualTo("Moves to audit");
    }

    /// Every object that has rules, wherever it stands.
    private static void objects(JsonNode node) {
        for (var name : names(node)) {
            var rules = RULES.get("objects").get(name);
            if (rules != null) {
                requires(node.get(name), rules);
                assertThat(words(rules.get("allowed"))).as(name).containsAll(names(node.get(name)));
                if (rules.has("type_id")) {
                    assertThat(words(rules.get("type_id")))
                            .contains(node.get(name).get("type_id").asString());
                }
            }
            if (!name.equals("unmapped")) {
                objects(node.get(name));
            }
        }
    }

    private static void requires(JsonNode node, JsonNode rules) {
        assertThat(names(node)).containsAll(words(rules.get("required")));
        if (rules.has("atLeastOne")) {
            assertThat(names(node)).containsAnyElementsOf(words(rules.get("atLeastOne")));
        }
    }

    private static Set<String> words(JsonNode array) {
        var words = new HashSet<String>();
        array.forEach(word -> words.add(word.asString()));
        return words;
    }

    private static Set<String> names(JsonNode object) {
        return object.isObject() ? new HashSet<>(object.propertyNames()) : Set.of();
    }
}
