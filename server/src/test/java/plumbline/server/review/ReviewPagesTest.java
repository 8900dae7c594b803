package plumbline.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.breakglass.BreakGlass;
import plumbline.server.platform.Actor;
import tools.jackson.databind.JsonNode;

/// Access reviews in a browser without JavaScript.
class ReviewPagesTest {
    private static ReviewFixture fixture;
    private static Account reviewer;
    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        fixture = new ReviewFixture();
        reviewer = fixture.server.person("Rea Viewer", NewGrant.everywhere(Role.EMPLOYEE));
        browser = fixture.signIn(reviewer);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void aReviewIsStartedByAFormThatKeepsWhatWasTyped() {
        assertThat(fixture.admin.get("/access-reviews/new").text()).contains("Roles of people");

        var refused = fixture.admin.post(
                "/access-reviews",
                "title",
                "Fourth quarter",
                "kinds",
                "role",
                "reviewers",
                reviewer.email() + "\nnobody@example.com",
                "due",
                "2026-12-07");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Fourth quarter")
                .contains("nobody@example.com is not")
                .contains(reviewer.email());

        var started = fixture.admin.post(
                "/access-reviews",
                "title",
                "Fourth quarter",
                "kinds",
                "role",
                "reviewers",
                reviewer.email(),
                "due",
                "2026-12-07");
        assertThat(started.status()).as(started.text()).isEqualTo(303);
        assertThat(fixture.admin.get("/access-reviews").text())
                .contains("Fourth quarter")
                .contains("open");
        assertThat(browser.get("/access-reviews").text()).contains("Fourth quarter");
        assertThat(browser.get("/search?q=fourth+quarter").text()).contains("Fourth quarter");
        assertThat(browser.get("/access-reviews?state=cancelled").text()).contains("Nothing matches");
    }

    @Test
    void peopleWithoutAReviewAreToldWhatBelongsHere() {
        var stranger = fixture.signIn(fixture.server.person(Role.EMPLOYEE));

        assertThat(stranger.get("/access-reviews").text()).contains("Reviews in which you decide stand here");
    }

    @Test
    void severalAreDecidedAtOnceAndTheListKeepsItsFilter() {
        var one = fixture.server.person("Kim One", NewGrant.everywhere(Role.EMPLOYEE));
        var two = fixture.server.person("Kim Two", NewGrant.everywhere(Role.EMPLOYEE));
        var review = fixture.start(reviewer);
        var page = "/access-reviews/" + review;
        assertThat(browser.get(page + "?show=mine").text()).contains("Kim One").contains("Mine to decide");

        var nothing = browser.post(page + "/decisions", "decision", "keep", "reason", "All fine");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text()).contains("tick one or more lines").contains("All fine");
        var silent = browser.post(page + "/decisions", "decision", "revoke", "reason", "", "item", value(review, one));
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.text()).contains("must say why it is revoked");
        var filtered = page + "?show=mine&q=Kim+One&kind=role";
        var narrow = browser.post(page + "/decisions", "decision", "keep", "reason", "All fine", "back", filtered);
        assertThat(narrow.status()).isEqualTo(422);
        assertThat(narrow.text())
                .contains("tick one or more lines", "Kim One", "value=\"" + filtered.replace("&", "&amp;") + "\"")
                .doesNotContain("Kim Two");
        var decided = browser.post(
                page + "/decisions",
                "decision",
                "keep",
                "reason",
                "All fine",
                "item",
                value(review, one),
                "item",
                value(review, two),
                "back",
                page + "?show=mine");

        assertThat(decided.location()).contains(page + "?show=mine");
        var rest = browser.get(page + "?show=mine").text();
        assertThat(rest)
                .doesNotContain("value=\"" + value(review, one) + "\"")
                .doesNotContain("value=\"" + value(review, two) + "\"");
        assertThat(browser.get(page + "?holder=account:" + one.id()).text()).contains("kept");
        var elsewhere = browser.post(
                page + "/decisions",
                "decision",
                "keep",
                "reason",
                "Still fine",
                "item",
                value(review, one),
                "back",
                "https://example.com/");
        assertThat(elsewhere.location()).contains(page);
    }

    @Test
    void whatChangedMeanwhileIsShownAndCanBeDecidedFromThere() {
        var person = fixture.server.person("Mo Ved", NewGrant.everywhere(Role.ENGINEER));
        var review = fixture.start(reviewer);
        var page = "/access-reviews/" + review;
        var seen = value(review, person);
        fixture.admin.post("/settings/people/" + person.id() + "/grants/"
                + person.grants().getFirst().id() + "/take");
        assertThat(browser.get(page + "/items/" + item(review, person).get("id").asLong())
                        .text())
                .contains("It has ended since")
                .contains("Note that it has ended");

        var late = browser.post(page + "/decisions", "decision", "revoke", "reason", "Too much", "item", seen);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("It has ended since").contains("Too much");
        var now = seen.replaceAll("\\..*", ".gone");
        assertThat(late.text()).contains("value=\"" + now + "\"");
        assertThat(browser.post(page + "/decisions", "decision", "revoke", "reason", "Too much", "item", now)
                        .status())
                .isEqualTo(303);
        assertThat(item(review, person).get("decision").get("decision").asString())
                .isEqualTo("ended");
    }

    @Test
    void anAccessIsMadeSmallerOnItsPage() {
        var person = fixture.server.person("Sma Ller", NewGrant.everywhere(Role.COMPLIANCE_MANAGER));
        var review = fixture.start(reviewer);
        var item = item(review, person);
        var page = "/access-reviews/" + review + "/items/" + item.get("id").asLong();
        assertThat(browser.get(page).text())
                .contains("Or make it smaller", "compliance manager", "<option value=\"approver\"")
                .as("what would be refused is not offered")
                .doesNotContain("<option value=\"administrator\"", "<option value=\"engineer\"");

        var refused = browser.post(
                page, "decision", "change", "reason", "Less", "item", value(review, person), "until", "soon");
        var changed = browser.post(
                page,
                "decision",
                "change",
                "reason",
                "Less",
                "item",
                value(review, person),
                "role",
                "approver",
                "until",
                "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("must be a day").contains("Less");
        assertThat(changed.status()).as(changed.text()).isEqualTo(303);
        assertThat(fixture.admin.get("/settings/people/" + person.id()).text()).contains("approver");
        assertThat(browser.get(page).text()).contains("changed").contains("approver, everywhere");
    }

    @Test
    void oneSeesThatAccessIsOnesOwn() {
        var review = fixture.start(reviewer);
        var item = item(review, reviewer);

        var page = browser.get(
                "/access-reviews/" + review + "/items/" + item.get("id").asLong());

        assertThat(page.text()).contains("access of your own").doesNotContain("value=\"revoke\"");
        assertThat(fixture.admin.get("/access-reviews/" + review).text()).contains("name another reviewer");
        var named = fixture.admin.post(
                "/access-reviews/" + review + "/reviewers",
                "email",
                fixture.server.person(Role.EMPLOYEE).email());
        assertThat(named.status()).isEqualTo(303);
        assertThat(fixture.admin.get("/access-reviews/" + review).text()).doesNotContain("name another reviewer:");
        assertThat(fixture.journal(review)).contains("review.reviewer-named");
    }

    @Test
    void theBreakGlassAccountStays() {
        fixture.server.part(BreakGlass.class).link(Actor.SYSTEM, "glass@example.com");
        var review = fixture.start(reviewer);
        var glass =
                fixture.server.part(Accounts.class).find("glass@example.com").orElseThrow();
        var item = item(review, glass);

        var refused = fixture.decide(browser, review, "revoke", "Unused", item);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("break-glass account: it stays");
        assertThat(browser.get("/access-reviews/" + review + "/items/"
                                + item.get("id").asLong())
                        .text())
                .contains("break-glass account: it stays")
                .doesNotContain("value=\"revoke\"");
        assertThat(fixture.decide(browser, review, "keep", "For the worst day", item)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theItemsComeAsASheet() {
        var review = fixture.start(reviewer);
        var csv = browser.get("/access-reviews/" + review + "?format=csv&kind=role");
        var workbook = browser.get("/access-reviews/" + review + "?format=xlsx");

        assertThat(csv.text()).contains("not reviewed").contains(reviewer.email());
        assertThat(workbook.header("Content-Type")).contains("spreadsheetml");
        assertThat(fixture.admin.get("/access-reviews?format=csv").text()).contains(review);
    }

    @Test
    void anUnfinishedReviewIsCompletedOnlyWithAStatement() {
        var review = fixture.start(reviewer);
        var page = "/access-reviews/" + review + "/completion";
        int total = fixture.review(review).get("progress").get("total").asInt();
        assertThat(fixture.admin.get(page).text()).contains("Complete with " + total + " not reviewed");
        assertThat(browser.get(page).status()).isEqualTo(403);

        var left = Integer.toString(total);
        var silent = fixture.admin.post(page, "version", "1", "notReviewed", left, "text", "");
        var done = fixture.admin.post(page, "version", "1", "notReviewed", left, "text", "Nobody had time");

        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.text()).contains("must say why " + total + " were not reviewed");
        assertThat(done.status()).as(done.text()).isEqualTo(303);
        assertThat(fixture.admin.get("/access-reviews/" + review).text())
                .contains("Nobody had time")
                .contains("completed, not all reviewed");
    }

    private static JsonNode item(String review, Account account) {
        return fixture.items(review, account).getFirst();
    }

    private static String value(String review, Account account) {
        var item = item(review, account);
        return item.get("id").asLong() + ":" + item.get("seen").asString();
    }
}
