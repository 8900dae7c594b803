package plumbline.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Account;
import plumbline.server.identity.Role;

/// Reviews of many: what the database is asked does not grow with how many people there are.
class SnapshotTest {
    private static final int PEOPLE = 2_500;

    private static ReviewFixture fixture;
    private static Account reviewer;

    @BeforeAll
    static void start() {
        fixture = new ReviewFixture();
        reviewer = fixture.server.person(Role.EMPLOYEE);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void fiveThousandAreReviewedInAsManyStatementsAsThree() {
        var counted = new CountedStatements(fixture.server.part(DataSource.class));
        var first = new AtomicReference<Review>();
        var second = new AtomicReference<Review>();

        int few = counted.since(() -> first.set(start(counted)));
        people();
        int many = counted.since(() -> second.set(start(counted)));

        assertThat(first.get().progress().total()).isLessThan(10);
        assertThat(second.get().progress().total()).isGreaterThan(2 * PEOPLE);
        assertThat(many).isEqualTo(few).isLessThan(60);
        var id = second.get().id().toString();
        assertThat(fixture.admin.get("/access-reviews/" + id).text())
                .contains("0 of " + second.get().progress().total());
        pagesFollowOneAnother(id);
        completes(counted, second.get());
    }

    private static Review start(CountedStatements counted) {
        var asked = new Reviews.NewReview(
                "Everybody",
                Set.of("role", "membership", "team-role", "token"),
                List.of(),
                List.of(reviewer.email()),
                LocalDate.parse("2026-12-07"));
        var owner = fixture.owner.principal(fixture.server.clock().instant());
        return counted.transactions()
                .get(tx -> fixture.server.part(Reviews.class).start(tx, owner, asked));
    }

    /// A page begins where the one before ended: each item comes once, privileged access first.
    private static void pagesFollowOneAnother(String review) {
        var address = ReviewFixture.REVIEWS + "/" + review + "/items?limit=200";
        var seen = new HashSet<Long>();
        boolean privileged = true;
        var cursor = "";
        int total = 0;
        do {
            var page = fixture.admin.get(address + cursor).json();
            for (var item : page.get("items")) {
                assertThat(privileged || !item.get("privileged").asBoolean()).isTrue();
                privileged = item.get("privileged").asBoolean();
                seen.add(item.get("id").asLong());
                total++;
            }
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(total);
        assertThat(total)
                .isEqualTo(fixture.review(review).get("progress").get("total").asInt());
    }

    private static void completes(CountedStatements counted, Review review) {
        var owner = fixture.owner.principal(fixture.server.clock().instant());
        var statement =
                new Closing.Statement(review.version(), review.progress().total(), "Only to see how it does with many");
        int asked = counted.since(() -> counted.transactions()
                .run(tx -> fixture.server.part(Closing.class).complete(tx, owner, review.id(), statement)));
        assertThat(asked).isLessThan(60);
    }

    private static void people() {
        fixture.server.transactions().run(tx -> {
            tx.execute(
                    "insert into account (email, name, created_at) select 'n' || n || '@example.com',"
                            + " 'Name ' || (n % 97), now() from generate_series(1, ?) n",
                    PEOPLE);
            tx.execute("insert into role_grant (account_id, role, created_at) select id, 'engineer', now()"
                    + " from account where email like 'n%@example.com'");
            tx.execute("insert into team (name, created_at) values ('All', now())");
            tx.execute("insert into role_grant (team_id, role, created_at) select id, 'approver', now() from team");
            tx.execute("insert into team_member (team_id, account_id, joined_at) select t.id, a.id, now()"
                    + " from team t, account a where a.email like 'n%@example.com'");
        });
    }
}
