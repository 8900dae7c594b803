package plumbline.server.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.ledger.json.JsonReader;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.testkit.Seeds;

/// The journal through its doors: filters, following, exports.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTest {
    private static final Actor IDA = new Actor(Actor.Kind.PERSON, "account:701", "Ida Berg");
    private static final Actor PIPELINE = new Actor(Actor.Kind.SERVICE_ACCOUNT, "service-account:9", "pipeline");
    private static final Pattern LATEST = Pattern.compile("hx-get=\"(/journal/latest[^\"]*)\"");

    private ServerFixture server;
    private TestBrowser auditor;
    private TestApi api;
    private long shop;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        api = server.token(Permission.JOURNAL_READ);
        shop = server.part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                "Shop",
                                "sells",
                                OurRole.BOTH,
                                ServiceModel.SAAS,
                                DataClass.RESTRICTED,
                                List.of(),
                                "",
                                "",
                                List.of()))
                .id();
        append(IDA, "widget.polished", Subject.of("widget", "W-1"), "because it was dull");
        append(PIPELINE, "widget.polished", new Subject("widget", "W-2", shop), "nightly");
        server.clock().advance(Duration.ofDays(1));
        append(IDA, "widget.broken", Subject.of("widget", "W-1"), "=cmd|calc");
        server.clock().advance(Duration.ofDays(1));
        auditor = server.signIn(Role.AUDITOR);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void append(Actor actor, String action, Subject subject, String reason) {
        var details =
                Changes.begin().field("shine", "matt", "bright").because(reason).details();
        server.transactions().run(tx -> server.part(Journal.class).append(tx, actor, action, subject, details));
    }

    private List<String> widgets(String query) {
        var items = ok(api.get("/api/v1/journal?limit=200&" + query)).json().get("items");
        var found = new ArrayList<String>();
        items.forEach(item -> {
            if (item.get("object").asString().startsWith("widget:")) {
                found.add(item.get("action").asString() + " "
                        + item.get("object").asString().substring(7));
            }
        });
        return found;
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void asksByPersonActionKindThingServiceAndWords() {
        assertThat(widgets("actor=account:701")).containsExactly("widget.broken W-1", "widget.polished W-1");
        assertThat(widgets("action=widget.polished")).containsExactly("widget.polished W-2", "widget.polished W-1");
        assertThat(widgets("kind=widget")).hasSize(3);
        assertThat(widgets("kind=widget&actor=service-account:9")).containsExactly("widget.polished W-2");
        assertThat(widgets("object=widget:W-1")).containsExactly("widget.broken W-1", "widget.polished W-1");
        assertThat(widgets("service=shop")).containsExactly("widget.polished W-2");
        assertThat(widgets("q=dull")).containsExactly("widget.polished W-1");
        assertThat(widgets("q=berg+shin")).hasSize(2);
    }

    @Test
    void everythingOnADayIsThatDayAndNoOther() {
        assertThat(widgets("from=2026-11-23&to=2026-11-23"))
                .containsExactly("widget.polished W-2", "widget.polished W-1");
        assertThat(widgets("from=2026-11-24&to=2026-11-24")).containsExactly("widget.broken W-1");
        assertThat(widgets("from=2026-11-23T10:00:00Z&to=2026-11-24T09:59:59Z")).hasSize(2);
        assertThat(widgets("to=2026-11-22")).isEmpty();
    }

    @Test
    void showsDifferencesReasonAndTheWayOn() {
        var id = ok(api.get("/api/v1/journal?action=widget.broken"))
                .json()
                .at("/items/0/id")
                .asString();
        var page = ok(auditor.get("/journal/" + id)).text();

        assertThat(page)
                .contains("<dt>shine</dt>", "<del>matt</del>", "<ins>bright</ins>", "=cmd|calc")
                .contains("Everything by Ida Berg", "/journal?actor=account%3A701")
                .contains("/journal?from=2026-11-24&amp;to=2026-11-24", "/journal?object=widget%3AW-1");
        assertThat(ok(api.get("/api/v1/journal/" + id))
                        .json()
                        .at("/changes/0/before")
                        .asString())
                .isEqualTo("matt");
    }

    @Test
    void joinsWhatOneRequestDid() {
        var request = "test-request-0001";
        var admin = server.token(Permission.SERVICE_WRITE);
        admin.post("/api/v1/services", """
                {"name": "Joined", "purpose": "", "ourRole": "both", "serviceModel": "saas", "dataClass": "internal",
                 "environments": [], "owner": "", "upstreamProvider": "", "repositories": []}""", "X-Request-Id", request, "Idempotency-Key", "join-1");
        var found = ok(api.get("/api/v1/journal?request=" + request)).json().get("items");

        assertThat(found)
                .isNotEmpty()
                .allSatisfy(
                        entry -> assertThat(entry.get("requestId").asString()).isEqualTo(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=2026-13-01", "from=0001-01-01", "service=nowhere", "cursor=x"})
    void refusesWhatCannotBeAsked(String query) {
        assertThat(api.get("/api/v1/journal?" + query).status()).isEqualTo(422 - (query.startsWith("cursor") ? 22 : 0));
    }

    @Test
    void followsWithoutHoldingAnything() {
        var page = ok(auditor.get("/journal?follow=on&kind=widget")).text();
        assertThat(page).contains("hx-trigger=\"every 3s\"", "nothing new yet", "Pause");
        var latest = latest(page);

        assertThat(auditor.get(latest).status()).isEqualTo(204);
        append(PIPELINE, "widget.followed", Subject.of("widget", "W-3"), "");
        var news = ok(auditor.get(latest)).text();
        assertThat(news).contains("1 new", "class=\"fresh\"", "widget.followed").doesNotContain("<html");
        assertThat(news.indexOf("widget.followed")).isLessThan(news.indexOf("widget.broken"));
        assertThat(auditor.get(latest(news)).status()).isEqualTo(204);

        var ended = ok(auditor.get(latest(news).replaceFirst("until=[0-9]+", "until=1")))
                .text();
        assertThat(ended).contains("Followed for half an hour").doesNotContain("hx-trigger");
        assertThat(server.signIn(Role.ENGINEER).get(latest).status()).isEqualTo(403);
    }

    private static String latest(String page) {
        var match = LATEST.matcher(page);
        assertThat(match.find()).isTrue();
        return match.group(1).replace("&amp;", "&");
    }

    @Test
    void exportsWhatIsFilteredInEachFormat() {
        var csv = ok(auditor.get("/journal?action=widget.broken&format=csv"));
        assertThat(csv.header("Content-Disposition")).contains("journal.csv");
        assertThat(csv.text().lines()).hasSize(2);
        assertThat(csv.text()).contains(",'=cmd|calc,").doesNotContain("widget.polished");

        var lines = ok(api.get("/api/v1/journal/export?format=jsonl&object=widget:W-1"));
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(lines.text().lines().toList())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"content\":{\"action\":\"widget.", "\"salt\":\""));

        var events =
                ok(api.get("/api/v1/journal/export?format=ocsf&kind=widget")).text();
        assertThat(events.lines()).allSatisfy(line -> assertThat(line).contains("\"class_uid\":3004"));
    }

    @Test
    void theJournalNotesWhoTookIt() {
        ok(auditor.get("/journal?q=nobodylooksforthis&format=ocsf"));

        var noted = ok(api.get("/api/v1/journal?action=journal.exported&q=nobodylooksforthis"))
                .json()
                .get("items");
        assertThat(noted).hasSize(1);
        assertThat(noted.get(0).get("content").asString()).contains("\"format\":\"ocsf\"");
        assertThat(noted.get(0).get("actorName").asString()).isEqualTo("Test auditor");
    }

    @Test
    void exportsNothingToThoseWhoMayNotReadIt() {
        var engineer = server.signIn(Role.ENGINEER);

        assertThat(engineer.get("/journal?format=csv").status()).isEqualTo(403);
        assertThat(server.token(Permission.EVIDENCE_READ)
                        .get("/api/v1/journal/export")
                        .status())
                .isEqualTo(403);
        assertThat(server.token(shop, Permission.JOURNAL_READ)
                        .get("/api/v1/journal/export")
                        .status())
                .isEqualTo(403);
        assertThat(auditor.get("/journal?format=xml").status()).isEqualTo(422);
    }

    @Test
    void streamsMoreThanOneBatchAndPagesThroughAllOfIt() {
        var random = Seeds.random("streamsMoreThanOneBatchAndPagesThroughAllOfIt");
        int many = JournalExport.BATCH * 2 + random.nextInt(200);
        var model = new ArrayList<long[]>();
        server.transactions().run(tx -> {
            for (int i = 0; i < many; i++) {
                // Clocks of two processes differ, and many things happen within one moment.
                long at = 1_600_000_000L + random.nextInt(300);
                var id = tx.fetchValue("""
                        insert into journal_entry (at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
                          content, salt)
                        values (to_timestamp(?), 'system', 'system', 'Plumbline', 'gear.turned', 'gear', 'G', '{}',
                          decode(repeat('00', 32), 'hex')) returning id""", at);
                model.add(new long[] {at, ((Number) id).longValue()});
            }
        });
        var expected = model.stream()
                .sorted(Comparator.<long[]>comparingLong(row -> row[0])
                        .thenComparingLong(row -> row[1])
                        .reversed())
                .map(row -> "JRN-" + row[1])
                .toList();

        var file = ok(api.get("/api/v1/journal/export?format=jsonl&kind=gear")).text();
        assertThat(file.lines().map(line -> ((plumbline.ledger.json.JsonObject) JsonReader.read(line)).string("id")))
                .containsExactlyElementsOf(expected);

        var paged = new ArrayList<String>();
        var cursor = "";
        do {
            var page = ok(api.get("/api/v1/journal?kind=gear&limit=200&cursor=" + cursor))
                    .json();
            page.get("items").forEach(item -> paged.add(item.get("id").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : page.get("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(paged).containsExactlyElementsOf(expected);
        assertThat(ok(auditor.get("/journal?kind=gear")).text()).contains("50 of more than 1\u202f000 entries");
    }
}
