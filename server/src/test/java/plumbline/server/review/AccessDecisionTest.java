package plumbline.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import tools.jackson.databind.JsonNode;

/// What decisions in an access review do to the access itself.
class AccessDecisionTest {
    private static ReviewFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new ReviewFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void whatIsRevokedEndsAtOnce() {
        var person = fixture.server.person("Ida", NewGrant.everywhere(Role.ENGINEER));
        var theirs = fixture.signIn(person);
        var token = fixture.server.token(Permission.CONTROL_READ);
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var browser = fixture.signIn(reviewer);
        var review = fixture.start(reviewer);
        assertThat(theirs.get("/findings").status()).isEqualTo(200);
        assertThat(token.get("/api/v1/me").status()).isEqualTo(200);
        var account = token.get("/api/v1/me").json().get("name").asString();

        var role = fixture.items(review, person).getFirst();
        var program = find(review, item -> item.get("name").asString().equals(account));
        var decided = fixture.decide(browser, review, "revoke", "Not needed", role, program);

        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(theirs.get("/findings").status()).isEqualTo(403);
        assertThat(token.get("/api/v1/me").status()).isEqualTo(401);
        var journal = fixture.admin
                .get("/journal?object=account:account:" + person.id())
                .text();
        assertThat(journal).contains("Access review " + review + ", decided by");
    }

    @Test
    void aMembershipEndsByLeavingTheTeam() {
        var person = fixture.server.person(Role.EMPLOYEE);
        var theirs = fixture.signIn(person);
        var team = fixture.admin
                .post("/settings/teams", "name", "Team " + UUID.randomUUID(), "purpose", "", "lead", "")
                .location()
                .orElseThrow();
        fixture.admin.post(team + "/grants", "role", "approver");
        fixture.admin.post(team + "/members", "email", person.email());
        assertThat(theirs.get("/services").status()).isEqualTo(200);
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var review = fixture.start(reviewer);

        var membership = fixture.items(review, person).stream()
                .filter(item -> item.get("kind").asString().equals("membership"))
                .findFirst()
                .orElseThrow();
        assertThat(membership.get("access").asString()).isEqualTo("approver");
        var decided = fixture.decide(fixture.signIn(reviewer), review, "revoke", "Moved on", membership);

        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(theirs.get("/services").status()).isEqualTo(403);
    }

    @Test
    void aChangeMakesAccessSmallerAndNeverLarger() {
        var person = fixture.server.person("Bo", NewGrant.everywhere(Role.COMPLIANCE_MANAGER));
        var theirs = fixture.signIn(person);
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var browser = fixture.signIn(reviewer);
        var review = fixture.start(reviewer);
        var item = fixture.items(review, person).getFirst();

        assertThat(fixture.change(browser, review, item, "{\"role\":\"administrator\"}")
                        .status())
                .isEqualTo(403);
        assertThat(fixture.change(browser, review, item, "{}").status()).isEqualTo(422);
        assertThat(fixture.change(browser, review, item, "{\"until\":\"2020-01-01\"}")
                        .status())
                .isEqualTo(422);
        var changed = fixture.change(browser, review, item, "{\"role\":\"approver\",\"until\":\"2027-01-31\"}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(theirs.get("/journal").status()).isEqualTo(403);
        assertThat(theirs.get("/decisions").status()).isEqualTo(200);
        var after = fixture.item(review, item.get("id").asLong()).get("decision");
        assertThat(after.get("changedTo").asString()).isEqualTo("approver, everywhere, until 2027-02-01 00:00:00 UTC");
        // What took effect is not decided again.
        assertThat(fixture.decide(
                                browser,
                                review,
                                "keep",
                                "",
                                fixture.item(review, item.get("id").asLong()))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void accessThatChangedSinceIsDecidedAsItIsNow() {
        var altered = fixture.server.person("Al", NewGrant.everywhere(Role.ENGINEER));
        var gone = fixture.server.person("Go", NewGrant.everywhere(Role.ENGINEER));
        var role = role("Desk " + UUID.randomUUID(), "finding:read");
        var custom = fixture.server.person("Cu", new NewGrant(null, role, Scope.EVERYWHERE, null, null));
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var browser = fixture.signIn(reviewer);
        var review = fixture.start(reviewer);
        var items = new JsonNode[] {
            fixture.items(review, altered).getFirst(),
            fixture.items(review, gone).getFirst(),
            fixture.items(review, custom).getFirst()
        };
        put("/api/v1/roles/" + role, "{\"name\":\"Other\",\"permissions\":[\"finding:read\",\"job:manage\"]}");
        take(gone);

        var late = fixture.decide(browser, review, "revoke", "All out", items);

        assertThat(late.status()).as(late.text()).isEqualTo(409);
        assertThat(late.json().get("items")).hasSize(2);
        assertThat(late.text()).contains("It has ended since").contains("job:manage");
        assertThat(fixture.item(review, items[0].get("id").asLong())
                        .get("decision")
                        .isNull())
                .isTrue();
        for (var stale : late.json().get("items")) {
            var accepted = browser.json(
                    "POST",
                    ReviewFixture.REVIEWS + "/" + review + "/decisions",
                    "{\"items\":[{\"id\":%d,\"seen\":\"%s\"}],\"decision\":\"revoke\",\"reason\":\"Seen\"}"
                            .formatted(
                                    stale.get("item").asLong(),
                                    stale.get("seen").asString()));
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        }
        assertThat(decision(review, items[1])).isEqualTo("ended");
        assertThat(decision(review, items[2])).isEqualTo("revoke");
        assertThat(fixture.item(review, items[2].get("id").asLong())
                        .get("decision")
                        .get("differentWhenDecided")
                        .asString())
                .contains("job:manage");
    }

    @Test
    void twoReviewersAtOnceDecideOnce() {
        var person = fixture.server.person(Role.EMPLOYEE);
        var first = fixture.server.person(Role.EMPLOYEE);
        var review = fixture.start(first, fixture.owner);
        var seen = fixture.items(review, person).getFirst();

        assertThat(fixture.decide(fixture.admin, review, "keep", "", seen).status())
                .isEqualTo(200);
        var second = fixture.decide(fixture.signIn(first), review, "revoke", "No", seen);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains("decided already: kept");
        assertThat(decision(review, seen)).isEqualTo("keep");
    }

    @Test
    void theLastAdministratorCannotBeRevoked() {
        try (var alone = new ReviewFixture()) {
            var reviewer = alone.server.person(Role.EMPLOYEE);
            var review = alone.start(reviewer);
            var last = alone.items(review, alone.owner).getFirst();

            var refused = alone.decide(alone.signIn(reviewer), review, "revoke", "Too much", last);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("This is the last administrator");
            assertThat(alone.item(review, last.get("id").asLong())
                            .get("decision")
                            .isNull())
                    .isTrue();
            assertThat(alone.admin.get("/settings/people").status()).isEqualTo(200);
        }
    }

    @Test
    void nobodyMakesAnAuditorWriteAgainWhoCouldNotGiveThemThat() {
        var person = fixture.server.person(
                "Both", NewGrant.everywhere(Role.AUDITOR), NewGrant.everywhere(Role.COMPLIANCE_MANAGER));
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var browser = fixture.signIn(reviewer);
        var review = fixture.start(reviewer, fixture.owner);
        var item = auditor(review, person);

        assertThat(fixture.decide(browser, review, "revoke", "Audit is over", item)
                        .status())
                .isEqualTo(403);
        assertThat(fixture.change(browser, review, item, "{\"role\":\"employee\"}")
                        .status())
                .isEqualTo(403);
        assertThat(fixture.change(browser, review, item, "{\"until\":\"2026-11-30\"}")
                        .status())
                .isEqualTo(403);
        assertThat(mayDecide(person)).isFalse();
        assertThat(fixture.item(review, item.get("id").asLong()).get("decision").isNull())
                .isTrue();

        assertThat(fixture.decide(fixture.admin, review, "revoke", "Audit is over", item)
                        .status())
                .isEqualTo(200);
        assertThat(mayDecide(person)).isTrue();
    }

    @Test
    void whoIsAnAuditorAndNothingMoreIsRevokedByAnyReviewer() {
        var person =
                fixture.server.person("Only", NewGrant.everywhere(Role.AUDITOR), NewGrant.everywhere(Role.EMPLOYEE));
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var review = fixture.start(reviewer);

        var decided =
                fixture.decide(fixture.signIn(reviewer), review, "revoke", "Audit is over", auditor(review, person));

        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
    }

    private static boolean mayDecide(Account person) {
        return fixture.server
                .part(Accounts.class)
                .find(person.id())
                .orElseThrow()
                .rights(fixture.server.clock().instant())
                .may(Permission.CONTROL_DECIDE);
    }

    private static JsonNode auditor(String review, Account person) {
        return fixture.items(review, person).stream()
                .filter(item -> item.get("access").asString().equals("auditor"))
                .findFirst()
                .orElseThrow();
    }

    private static String decision(String review, JsonNode item) {
        return fixture.item(review, item.get("id").asLong())
                .get("decision")
                .get("decision")
                .asString();
    }

    private static JsonNode find(String review, Predicate<JsonNode> which) {
        for (var item : fixture.admin
                .get(ReviewFixture.REVIEWS + "/" + review + "/items?limit=200&kind=token")
                .json()
                .get("items")) {
            if (which.test(item)) {
                return item;
            }
        }
        throw new AssertionError("no such item");
    }

    private static long role(String name, String permission) {
        return fixture.admin
                .json("POST", "/api/v1/roles", "{\"name\":\"%s\",\"permissions\":[\"%s\"]}".formatted(name, permission))
                .json()
                .get("id")
                .asLong();
    }

    private static void put(String address, String body) {
        var changed = fixture.admin.send(fixture.admin
                .request(address)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", fixture.admin.proof())
                .header("If-Match", fixture.admin.get(address).header("ETag"))
                .PUT(BodyPublishers.ofString(body))
                .build());
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private static void take(Account account) {
        long grant = account.grants().getFirst().id();
        var page = "/settings/people/" + account.id() + "/grants/" + grant + "/take";
        assertThat(fixture.admin.post(page).status()).isEqualTo(303);
    }
}
