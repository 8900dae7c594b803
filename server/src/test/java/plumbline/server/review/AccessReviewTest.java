package plumbline.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// Access reviews from the start to the evidence, through the API and the pages.
class AccessReviewTest {
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
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void twoPeopleReviewEachOtherAndTheResultIsEvidence() {
        try (var alone = new ReviewFixture()) {
            var manager = alone.server.person(Role.COMPLIANCE_MANAGER);
            var engineer = alone.server.person(Role.ENGINEER);
            var browser = alone.signIn(manager);
            var review = alone.start(alone.owner, manager);

            assertThat(browser.get("/inbox").text()).contains("Review access:");
            var boss = alone.items(review, alone.owner).getFirst();
            assertThat(boss.get("privileged").asBoolean()).isTrue();
            assertThat(alone.decide(browser, review, "keep", "", boss).status()).isEqualTo(422);
            assertThat(alone.decide(browser, review, "keep", "Runs the system", boss)
                            .status())
                    .isEqualTo(200);
            var engineers = alone.items(review, engineer).getFirst();
            assertThat(alone.decide(browser, review, "revoke", "Left the project", engineers)
                            .status())
                    .isEqualTo(200);
            assertThat(alone.decide(
                                    alone.admin,
                                    review,
                                    "keep",
                                    "",
                                    alone.items(review, manager).getFirst())
                            .status())
                    .isEqualTo(200);

            assertThat(browser.get("/inbox").text()).doesNotContain("Review access:");
            assertThat(alone.admin.get("/inbox").text()).contains("Complete the access review:");
            var completed = alone.complete(alone.admin, review, "{}");
            assertThat(completed.status()).as(completed.text()).isEqualTo(200);
            var evidence = completed.json().get("evidence").asString();
            assertThat(alone.admin.get("/inbox").text()).doesNotContain("Complete the access review:");

            var record = alone.admin.get("/evidence/" + evidence);
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.text())
                    .contains("2015/9.2.5")
                    .contains("2026/5.18")
                    .contains(review);
            var content = alone.admin.get("/evidence/" + evidence + "/content").text();
            assertThat(content)
                    .contains("\"decision\":\"revoke\"")
                    .contains("Left the project")
                    .contains("\"notReviewed\":0");
            proven(alone, evidence);
            assertThat(alone.journal(review))
                    .contains("review.started")
                    .contains("review.decided")
                    .contains("review.completed");
        }
    }

    @Test
    void nobodyReviewsAccessOfTheirOwn() {
        var reviewer = fixture.server.person(Role.ENGINEER);
        var browser = fixture.signIn(reviewer);
        var review = fixture.start(reviewer, fixture.owner);
        var own = fixture.items(review, reviewer).getFirst();

        var refused = fixture.decide(browser, review, "keep", "It is fine", own);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("Nobody reviews access of their own");
        assertThat(fixture.item(review, own.get("id").asLong()).get("decision").isNull())
                .isTrue();
        // What code forgets, the database refuses.
        assertThatThrownBy(() -> fixture.server
                        .transactions()
                        .run(tx -> tx.execute(
                                "update access_review_item set decision = 'keep', decided_at = now(), decided_by = ?"
                                        + " where id = ?",
                                reviewer.id(),
                                own.get("id").asLong())))
                .hasMessageContaining("access_review_item_check");
    }

    @Test
    void onlyThoseNamedDecideAndOnlyReadersSee() {
        var review = fixture.start(fixture.owner);
        var other = fixture.signIn(fixture.server.person(Role.ADMINISTRATOR));
        var engineer = fixture.signIn(fixture.server.person(Role.ENGINEER));
        var auditor = fixture.signIn(fixture.server.person(Role.AUDITOR));
        var person = fixture.server.person(Role.EMPLOYEE);
        var later = fixture.start(fixture.owner);
        var item = fixture.items(later, person).getFirst();

        assertThat(fixture.decide(other, later, "keep", "Fine", item).status()).isEqualTo(403);
        assertThat(fixture.decide(engineer, later, "keep", "Fine", item).status())
                .isEqualTo(404);
        assertThat(engineer.get("/access-reviews/" + review).status()).isEqualTo(404);
        assertThat(auditor.get("/access-reviews/" + review).status()).isEqualTo(200);
        assertThat(fixture.decide(auditor, later, "revoke", "No", item).status())
                .isEqualTo(403);
        assertThat(engineer.get("/access-reviews/new").status()).isEqualTo(403);
        assertThat(auditor.json("POST", ReviewFixture.REVIEWS, "{}").status()).isEqualTo(403);
        var reading = fixture.server.token(Permission.REVIEW_READ);
        assertThat(reading.get(ReviewFixture.REVIEWS + "/" + review + "/items").status())
                .isEqualTo(200);
        assertThat(fixture.server
                        .token(Permission.CONTROL_READ)
                        .get(ReviewFixture.REVIEWS + "/" + review)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAuditorCannotBeAReviewer() {
        var auditor = fixture.server.person(Role.AUDITOR);
        var started = fixture.admin.json(
                "POST",
                ReviewFixture.REVIEWS,
                "{\"title\":\"No\",\"reviewers\":[\"%s\"],\"due\":\"2026-12-07\"}".formatted(auditor.email()));

        assertThat(started.status()).isEqualTo(422);
        assertThat(started.text()).contains("/reviewers/0");
    }

    @Test
    void whatNobodyDecidedIsSaidAndNeverPasses() {
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var review = fixture.start(reviewer);
        int left = fixture.review(review).get("progress").get("total").asInt();
        var other = fixture.signIn(fixture.server.person(Role.ADMINISTRATOR));

        assertThat(fixture.complete(fixture.admin, review, "{}").status()).isEqualTo(409);
        assertThat(fixture.complete(fixture.admin, review, "{\"notReviewed\":%d}".formatted(left))
                        .status())
                .isEqualTo(422);
        var body = "{\"notReviewed\":%d,\"statement\":\"Nobody had the time\"}".formatted(left);
        assertThat(fixture.complete(other, review, body).status()).isEqualTo(403);
        var completed = fixture.complete(fixture.admin, review, body);

        assertThat(completed.status()).as(completed.text()).isEqualTo(200);
        assertThat(completed.json().get("progress").get("notReviewed").asInt()).isEqualTo(left);
        assertThat(fixture.admin.get("/access-reviews/" + review).text()).contains("completed, not all reviewed");
        var item = fixture.items(review, reviewer).getFirst();
        assertThat(fixture.decide(fixture.signIn(reviewer), review, "keep", "", item)
                        .status())
                .isIn(403, 409);
    }

    @Test
    void aCancelledReviewMakesNoEvidence() {
        var review = fixture.start(fixture.owner);
        var page = "/access-reviews/" + review + "/cancellation";
        assertThat(fixture.admin.post(page, "version", "1", "text", "").status())
                .isEqualTo(422);

        assertThat(fixture.admin
                        .post(page, "version", "1", "text", "Started twice")
                        .status())
                .isEqualTo(303);

        assertThat(fixture.review(review).get("state").asString()).isEqualTo("cancelled");
        assertThat(fixture.review(review).get("evidence").isNull()).isTrue();
    }

    @Test
    void onlyAccessThatReachesTheChosenServicesIsReviewed() {
        var service = fixture.server
                .part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                "Pay " + UUID.randomUUID().toString().substring(0, 8),
                                "",
                                OurRole.BOTH,
                                ServiceModel.SAAS,
                                DataClass.INTERNAL,
                                List.of(),
                                "",
                                "",
                                List.of()));
        var on = fixture.server.personOn(Set.of(service.id()), Role.ENGINEER);
        var off = fixture.server.personOn(Set.of(999_999L), Role.ENGINEER);
        var reviewer = fixture.server.person(Role.EMPLOYEE);
        var started = fixture.admin.json(
                "POST",
                ReviewFixture.REVIEWS,
                "{\"title\":\"Pay\",\"kinds\":[\"role\"],\"services\":[\"%s\"],\"reviewers\":[\"%s\"],\"due\":\"2026-12-07\"}"
                        .formatted(service.key(), reviewer.email()));

        assertThat(started.status()).as(started.text()).isEqualTo(201);
        var review = started.json().get("id").asString();
        assertThat(fixture.items(review, on)).hasSize(1);
        assertThat(fixture.items(review, on).getFirst().get("reaches").asString())
                .isEqualTo(service.key());
        assertThat(fixture.items(review, off)).isEmpty();
        assertThat(fixture.items(review, fixture.owner)).hasSize(1);
    }

    /// The ledger follows by itself.
    private static void proven(ReviewFixture alone, String evidence) {
        var page = alone.admin.get("/evidence/" + evidence).text();
        while (page.contains("waits for the ledger")) {
            page = alone.admin.get("/evidence/" + evidence).text();
        }
        assertThat(page).contains("in the ledger").contains("Download the proof");
    }
}
