package plumbline.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// Who decides in a review and who owns it, when that changes on the way.
class AccessReviewerTest {
    private static ReviewFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new ReviewFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String seen(String review) {
        return "\"" + fixture.review(review).get("version").asInt() + "\"";
    }

    private static Answer remove(TestBrowser browser, String review, Account reviewer, String reason) {
        return remove(browser, review, reviewer, reason, seen(review));
    }

    private static Answer remove(TestBrowser browser, String review, Account reviewer, String reason, String seen) {
        return browser.send(browser.request(ReviewFixture.REVIEWS + "/" + review + "/reviewers/removal")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", browser.proof())
                .header("If-Match", seen)
                .POST(BodyPublishers.ofString("{\"account\":%d,\"reason\":\"%s\"}".formatted(reviewer.id(), reason)))
                .build());
    }

    private static List<String> reviewers(String review) {
        return fixture.review(review).get("reviewers").findValuesAsString("account");
    }

    private static String id(Account account) {
        return Long.toString(account.id());
    }

    @Test
    void whoIsRemovedDecidesNoLongerAndWhatTheyDecidedStays() {
        var reviewer = fixture.server.person(Role.ENGINEER);
        var person = fixture.server.person(Role.EMPLOYEE);
        var other = fixture.server.person(Role.EMPLOYEE);
        var browser = fixture.signIn(reviewer);
        var review = fixture.start(reviewer, fixture.owner);
        var decided = fixture.items(review, person).getFirst();
        assertThat(fixture.decide(browser, review, "keep", "", decided).status())
                .isEqualTo(200);
        assertThat(browser.get("/inbox").text()).contains("Review access:");

        var answer = remove(fixture.admin, review, reviewer, "Moved to another team");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo(seen(review));
        assertThat(reviewers(review)).containsExactly(id(fixture.owner));
        var item = fixture.item(review, decided.get("id").asLong());
        assertThat(item.at("/decision/by").asString()).isEqualTo(reviewer.name());
        assertThat(item.at("/decision/decision").asString()).isEqualTo("keep");
        var open = fixture.items(review, other).getFirst();
        assertThat(fixture.decide(browser, review, "keep", "", open).status()).isEqualTo(404);
        assertThat(browser.get("/access-reviews/" + review).status()).isEqualTo(404);
        assertThat(browser.get("/inbox").text()).doesNotContain("Review access:");
        assertThat(fixture.journal(review)).contains("review.reviewer-removed").contains("Moved to another team");
    }

    @Test
    void whoComesBackHasASeatOfTheirOwnAgain() {
        var reviewer = fixture.server.person(Role.ENGINEER);
        var review = fixture.start(reviewer, fixture.owner);
        remove(fixture.admin, review, reviewer, "By mistake");
        var address = ReviewFixture.REVIEWS + "/" + review + "/reviewers";

        var named = fixture.admin.json("POST", address, "{\"email\":\"%s\"}".formatted(reviewer.email()));

        assertThat(named.status()).as(named.text()).isEqualTo(201);
        assertThat(reviewers(review)).containsExactly(id(fixture.owner), id(reviewer));
        var browser = fixture.signIn(reviewer);
        assertThat(browser.get("/inbox").text()).contains("Review access:");
        assertThat(fixture.admin
                        .json("POST", address, "{\"email\":\"%s\"}".formatted(reviewer.email()))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theLastReviewerStaysAndEachRemovalHasAReasonAndAVersion() {
        var reviewer = fixture.server.person(Role.ENGINEER);
        var stranger = fixture.server.person(Role.ENGINEER);
        var review = fixture.start(reviewer, fixture.owner);

        assertThat(remove(fixture.admin, review, reviewer, " ").status()).isEqualTo(422);
        assertThat(remove(fixture.admin, review, stranger, "Why not").status()).isEqualTo(404);
        assertThat(remove(fixture.admin, review, reviewer, "Late", "\"99\"").status())
                .isEqualTo(412);
        assertThat(remove(fixture.admin, review, reviewer, "Gone").status()).isEqualTo(200);
        assertThat(remove(fixture.admin, review, reviewer, "Gone").status()).isEqualTo(404);
        var last = remove(fixture.admin, review, fixture.owner, "Nobody left");

        assertThat(last.status()).isEqualTo(409);
        assertThat(last.text()).contains("name another reviewer first");
        assertThat(reviewers(review)).containsExactly(id(fixture.owner));
        var cancelled = fixture.start(reviewer, fixture.owner);
        fixture.admin.post("/access-reviews/" + cancelled + "/cancellation", "version", "1", "text", "Started twice");
        assertThat(remove(fixture.admin, cancelled, reviewer, "Too late").status())
                .isEqualTo(409);
    }

    @Test
    void onlyWhoMayManageReviewsRemovesAReviewer() {
        var reviewer = fixture.server.person(Role.ENGINEER);
        var review = fixture.start(reviewer, fixture.owner);
        var page = "/access-reviews/" + review + "/reviewers/" + reviewer.id() + "/removal";
        for (var browser : List.of(
                fixture.signIn(reviewer),
                fixture.signIn(fixture.server.person(Role.AUDITOR)),
                fixture.signIn(fixture.server.person(Role.EMPLOYEE)))) {
            assertThat(remove(browser, review, reviewer, "I will not").status()).isEqualTo(403);
            assertThat(browser.get(page).status()).isEqualTo(403);
            assertThat(browser.post(page, "version", "1", "text", "I will not").status())
                    .isEqualTo(403);
        }
        var reading = fixture.server.token(Permission.REVIEW_READ);

        assertThat(reading.post(ReviewFixture.REVIEWS + "/" + review + "/reviewers/removal", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(reviewers(review)).containsExactly(id(reviewer), id(fixture.owner));
    }

    @Test
    void thePageAsksForAReasonAndSaysWhatNobodyElseCouldDecide() {
        var reviewer = fixture.server.person(Role.ENGINEER);
        var review = fixture.start(reviewer, fixture.owner);
        var page = "/access-reviews/" + review + "/reviewers/" + reviewer.id() + "/removal";
        assertThat(fixture.admin.get("/access-reviews/" + review).text()).contains(page);

        // The owner's own access is left, which the other reviewer alone may decide.
        assertThat(fixture.admin.get(page).text())
                .contains("Remove " + reviewer.name() + " from the reviewers?")
                .contains("can be decided by nobody else");
        assertThat(fixture.admin.post(page, "version", "1", "text", "").status())
                .isEqualTo(422);
        assertThat(fixture.admin.post(page, "version", "1", "text", "On leave").status())
                .isEqualTo(303);

        assertThat(fixture.admin.get("/access-reviews/" + review).text())
                .contains("name another reviewer")
                .doesNotContain(page);
    }

    @Test
    void whoLeavesHandsOverTheReviewsThatTheyOwnAndDecideIn() {
        var leaver = fixture.server.person(Role.ADMINISTRATOR);
        var successor = fixture.server.person(Role.ADMINISTRATOR);
        var reviewer = fixture.server.person(Role.ENGINEER);
        var theirs = fixture.signIn(leaver);
        var started = theirs.json(
                "POST",
                ReviewFixture.REVIEWS,
                "{\"title\":\"Left behind\",\"reviewers\":[\"%s\",\"%s\"],\"due\":\"2026-12-07\"}"
                        .formatted(leaver.email(), reviewer.email()));
        var review = started.json().get("id").asString();
        var people = "/api/v1/people/" + leaver.id();
        assertThat(fixture.admin.get(people + "/owned").json().get("kinds").findValuesAsString("kind"))
                .startsWith("access-review", "access-review-seat");

        var handed = fixture.admin.json("POST", people + "/handover", "{\"to\":" + successor.id() + "}");

        assertThat(handed.status()).as(handed.text()).isEqualTo(200);
        assertThat(fixture.review(review).get("owner").asString()).isEqualTo(successor.name());
        assertThat(reviewers(review)).containsExactly(id(reviewer), id(successor));
        assertThat(fixture.admin.get(people + "/owned").json().get("kinds")).isEmpty();
        assertThat(fixture.journal(review)).contains("review.owner-changed").contains("review.reviewer-replaced");
        var browser = fixture.signIn(successor);
        assertThat(browser.get("/inbox").text())
                .contains("Complete the access review: Left behind")
                .contains("Review access: Left behind");
        // Separation holds for whoever takes a seat over.
        var own = fixture.items(review, successor).getFirst();
        assertThat(fixture.decide(browser, review, "keep", "Mine", own).status())
                .isEqualTo(403);
        int left = fixture.review(review).at("/progress/notReviewed").asInt();
        var statement = "{\"notReviewed\":%d,\"statement\":\"Handed over\"}".formatted(left);
        assertThat(fixture.complete(theirs, review, statement).status()).isEqualTo(403);
        assertThat(fixture.complete(browser, review, statement).status()).isEqualTo(200);
    }

    @Test
    void anAuditorTakesNoSeatOver() {
        var leaver = fixture.server.person(Role.ENGINEER);
        var auditor = fixture.server.person(Role.AUDITOR);
        var review = fixture.start(leaver, fixture.owner);

        fixture.admin.json("POST", "/api/v1/people/" + leaver.id() + "/handover", "{\"to\":" + auditor.id() + "}");

        assertThat(reviewers(review)).containsExactly(id(fixture.owner));
    }

    @Test
    void anOwnerWhoMayNoLongerManageReviewsKeepsNobodyFromEndingOne() {
        var owner = fixture.server.person(Role.ADMINISTRATOR);
        var browser = fixture.signIn(owner);
        var started = browser.json(
                "POST",
                ReviewFixture.REVIEWS,
                "{\"title\":\"Stuck\",\"reviewers\":[\"%s\"],\"due\":\"2026-12-07\"}".formatted(fixture.owner.email()));
        var review = started.json().get("id").asString();
        var accounts = fixture.server.part(Accounts.class);
        int left = fixture.review(review).at("/progress/notReviewed").asInt();
        var statement = "{\"notReviewed\":%d,\"statement\":\"No owner\"}".formatted(left);
        assertThat(fixture.complete(fixture.admin, review, statement).status()).isEqualTo(403);
        accounts.changeRoles(Actor.SYSTEM, accounts.find(owner.id()).orElseThrow(), Set.of(Role.EMPLOYEE));

        // What the owner held has ended with the role, so that much less is left.
        var corrected = fixture.complete(fixture.admin, review, statement);
        assertThat(corrected.status()).isEqualTo(409);
        left = corrected.json().get("notReviewed").asInt();
        var completed = fixture.complete(
                fixture.admin, review, "{\"notReviewed\":%d,\"statement\":\"No owner\"}".formatted(left));

        assertThat(completed.status()).as(completed.text()).isEqualTo(200);
    }
}
