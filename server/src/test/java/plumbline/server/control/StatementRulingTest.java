package plumbline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.catalog.ControlRef;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Role;

/// Several controls are decided about at once, by the page and by the API: all of them, or none.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementRulingTest {
    private static final String PAGE = "/statement/2015/decisions";
    private static final String API = "/api/v1/statements/2015/decisions";

    private ServerFixture server;
    private TestBrowser una;
    private Statement statement;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        una = server.signIn(Role.COMPLIANCE_MANAGER);
        statement = server.part(Statement.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer decide(TestBrowser browser, String applies, String reason, String back, String... controls) {
        browser.get("/statement/2015");
        var form = new ArrayList<>(List.of("applies", applies, "reason", reason, "back", back));
        for (var control : controls) {
            form.addAll(List.of("control", control));
        }
        return browser.post(PAGE, form.toArray(String[]::new));
    }

    private static String row(String control, String applicable, String reason, int version) {
        return "{\"control\":\"%s\",\"applicable\":%s,\"reason\":\"%s\",\"version\":%d}"
                .formatted(control, applicable, reason, version);
    }

    private Answer send(TestBrowser browser, String... rows) {
        return browser.json("POST", API, "{\"decisions\":[" + String.join(",", rows) + "]}");
    }

    private int versions(String control) {
        return statement.history(ControlRef.of("2015", control)).size();
    }

    @Test
    void thePageDecidesAboutSeveralWithOneEntryForEach() {
        assertThat(una.get("/statement/2015?applies=undecided").text())
                .contains("value=\"6.1.1:0\"", "value=\"6.1.2:0\"", "Decide about");

        var done = decide(
                una,
                "not applicable",
                "We have no staff of our own.",
                "/statement/2015?applies=undecided&q=6.1",
                "6.1.1:0",
                "6.1.2:0");

        assertThat(done.status()).isEqualTo(303);
        assertThat(done.location()).hasValue("/statement/2015?applies=undecided&q=6.1");
        assertThat(una.get(done.location().get()).text())
                .contains("2 controls are not applicable now.")
                .doesNotContain("value=\"6.1.1:");
        for (var control : List.of("6.1.1", "6.1.2")) {
            assertThat(statement.journal(ControlRef.of("2015", control)))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.action()).isEqualTo("applicability.decided"));
            assertThat(una.get("/controls/2015/" + control).text())
                    .contains("not applicable", "We have no staff of our own.");
        }
        assertThat(una.get("/statement/2015?applies=not+applicable&format=csv").text())
                .contains("6.1.1", "We have no staff of our own.")
                .doesNotContain("undecided");
    }

    @Test
    void filtersAndChoiceStayWhenAnInputIsRefused() {
        var back = "/statement/2015?applies=undecided&q=7.";

        var refused = decide(una, "not applicable", " ", back, "7.1.1:0", "7.2.1:0");
        var empty = decide(una, "", "typed and kept", back);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Say why", "value=\"7.1.1:0\" checked", "value=\"7.2.1:0\" checked", "value=\"7.\"")
                .contains("<option value=\"not applicable\" selected>Not applicable</option>")
                .doesNotContain("value=\"7.1.2:0\" checked", "value=\"5.1.2:0\"");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("Choose at least one.", "Say whether they apply.", "typed and kept");
        assertThat(versions("7.1.1")).isZero();
    }

    @Test
    void wherePeopleWereFasterNothingIsStoredAndThePageSaysWithWhich() {
        var other = server.person(Role.COMPLIANCE_MANAGER);
        decide(server.signIn(other), "applicable", "We write code.", "", "8.1.2:0");

        var late = decide(una, "not applicable", "We own nothing.", "", "8.1.1:0", "8.1.2:0");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text())
                .contains("Nothing was decided", "as " + other.name() + " decided", "We write code.", "We own nothing.")
                .contains("value=\"8.1.1:0\" checked")
                .doesNotContain("value=\"8.1.2:1\" checked");
        assertThat(versions("8.1.1")).isZero();
        assertThat(versions("8.1.2")).isEqualTo(1);
        assertThat(decide(una, "not applicable", "We own nothing.", "", "8.1.1:0", "8.1.2:1")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void theApiDecidesAboutEachInItsOwnWords() {
        var done = send(una, row("9.1.1", "true", "we do", 0), row("CLD.6.3.1", "false", "not ours", 0));

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().get("decisions").get(1).get("reason").asString()).isEqualTo("not ours");
        assertThat(done.json().get("decisions").get(1).get("version").asInt()).isEqualTo(1);
        assertThat(versions("9.1.1")).isEqualTo(1);
        assertThat(statement.journal(ControlRef.of("2015", "CLD.6.3.1"))).hasSize(1);
    }

    @Test
    void theApiNamesTheRowsThatItCannotTakeAndStoresNone() {
        var wrong = send(
                una,
                row("9.2.1", "true", "we do", 0),
                row("99.9", "true", "no such control", 0),
                row("9.2.2", "null", "neither", 0),
                row("9.2.1", "true", "twice", 0),
                row("9.2.3", "false", "", 0),
                "null");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
        assertThat(wrong.json().get("errors"))
                .extracting(error -> error.get("pointer").asString())
                .containsExactly(
                        "/decisions/1/control",
                        "/decisions/2/applicable",
                        "/decisions/3/control",
                        "/decisions/4/reason",
                        "/decisions/5");
        assertThat(send(una).status()).isEqualTo(422);
        assertThat(versions("9.2.1")).isZero();
    }

    @Test
    void theApiNamesTheRowThatSomebodyDecidedMeanwhileAndStoresNone() {
        send(una, row("10.1.2", "true", "first", 0));

        var late = send(una, row("10.1.1", "true", "second", 0), row("10.1.2", "false", "second", 0));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("detail").asString()).contains("10.1.2").doesNotContain("10.1.1");
        assertThat(late.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/decisions/1/version");
        assertThat(versions("10.1.1")).isZero();
        assertThat(versions("10.1.2")).isEqualTo(1);
    }

    @Test
    void whoRepeatsARequestDecidesOnce() {
        var body = "{\"decisions\":[" + row("11.1.1", "true", "once", 0) + "]}";
        var request = una.request(API)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", una.proof())
                .header("Idempotency-Key", "ruling-1")
                .POST(BodyPublishers.ofString(body))
                .build();

        var first = una.send(request);
        var again = una.send(request);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(versions("11.1.1")).isEqualTo(1);
    }

    @Test
    void whoMayNotDecideSeesNoBoxesAndIsRefused() {
        for (var role : List.of(Role.AUDITOR, Role.CONTROL_OWNER, Role.APPROVER)) {
            var reader = server.signIn(role);

            assertThat(reader.get("/statement/2015").text())
                    .contains("12.1.1")
                    .doesNotContain("type=\"checkbox\"", "Decide about");
            assertThat(decide(reader, "applicable", "x", "", "12.1.1:0").status())
                    .isEqualTo(403);
            assertThat(send(reader, row("12.1.1", "true", "x", 0)).status()).isEqualTo(403);
        }
        assertThat(versions("12.1.1")).isZero();
    }

    @Test
    void boxesOfNoControlAndWaysOutAreRefused() {
        assertThat(decide(una, "applicable", "x", "", "13.1.1:0", "99.9:0").status())
                .isEqualTo(422);
        assertThat(decide(una, "applicable", "x", "", "13.1.1:0", "13.1.1:1").status())
                .isEqualTo(422);
        assertThat(decide(una, "applicable", "x", "https://example.com/", "13.1.2:0")
                        .location())
                .hasValue("/statement/2015");
        assertThat(versions("13.1.1")).isZero();
    }

    @Test
    void togetherTheyTakeAVersionOutOfReviewAndWhoComesLateSeesAllOfThem() {
        send(una, row("14.1.1", "true", "we build", 0));
        var decision = una.json("POST", "/api/v1/statements/2015/versions", "")
                .json()
                .get("decision")
                .asString();
        var ida = server.signIn(Role.COMPLIANCE_MANAGER);
        var seen = ida.get("/api/v1/decisions/" + decision).json();

        send(una, row("14.1.2", "true", "we build", 0), row("14.1.3", "true", "we sell", 0));

        var late = ida.post(
                "/decisions/" + decision + "/votes",
                "version",
                seen.get("object").get("version").asString(),
                "hash",
                seen.get("object").get("contentHash").asString().substring("sha256:".length()),
                "state",
                "open",
                "step",
                "1",
                "verdict",
                "approved",
                "reason",
                "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("14.1.2 ", "14.1.3 ", "we sell");
    }
}
