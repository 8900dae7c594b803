package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;

class LeftoverSweepTest {

    @Test
    void deletesWhatIsOfNoUseAndKeepsTheRest() {
        try (var server = ServerFixture.start()) {
            leaveSomething(server, "early");
            server.clock().advance(Duration.ofDays(4));
            leaveSomething(server, "late");
            // Spring Session reckons by the machine's clock.
            expire(server, "min", server.clock().instant().minusSeconds(1));
            expire(server, "max", server.clock().instant().plusSeconds(60));

            assertThat(server.part(LeftoverSweep.class).sweep()).isPositive();

            assertThat(count(server, "attempt where key like '%early%'")).isZero();
            assertThat(count(server, "attempt where key like '%late%'")).isEqualTo(1);
            assertThat(count(server, "idempotent_answer")).isEqualTo(1);
            assertThat(count(server, "one_time_link")).isEqualTo(1);
            assertThat(count(server, "spring_session")).isEqualTo(1);
            assertThat(count(server, "spring_session_attributes")).isPositive();
            assertThat(server.part(LeftoverSweep.class).sweep()).isZero();
        }
    }

    @Test
    void leavesItToWhoeverSweepsAlready() {
        try (var server = ServerFixture.start()) {
            leaveSomething(server, "early");
            server.clock().advance(Duration.ofDays(4));

            server.transactions().run(other -> {
                other.fetchValue("select pg_advisory_xact_lock(?)", LeftoverSweep.LOCK);
                assertThat(server.part(LeftoverSweep.class).sweep()).isZero();
            });

            assertThat(server.part(LeftoverSweep.class).sweep()).isPositive();
        }
    }

    @Test
    void sweepsAsAJob() {
        try (var server = ServerFixture.start()) {
            leaveSomething(server, "early");
            server.clock().advance(Duration.ofDays(4));

            server.run("leftover-sweep");

            assertThat(count(server, "attempt where key like '%early%'")).isZero();
            server.run("leftover-sweep");
        }
    }

    private static void leaveSomething(ServerFixture server, String key) {
        var person = server.person(Role.ENGINEER);
        server.part(Accounts.class).resetLink(Actor.SYSTEM, person);
        server.part(RateLimit.class).attempt(new RateLimit.Rule("test", 1, Duration.ofMinutes(1)), key);
        server.part(Idempotency.class)
                .once(
                        new Idempotency.Asked("caller", key, "POST", ""),
                        String.class,
                        tx -> Idempotency.Done.ok("done"));
        server.signIn(person);
    }

    private static void expire(ServerFixture server, String which, java.time.Instant at) {
        server.transactions()
                .run(tx -> tx.execute(
                        "update spring_session set expiry_time = ? where creation_time = (select " + which
                                + "(creation_time) from spring_session)",
                        at.toEpochMilli()));
    }

    private static int count(ServerFixture server, String table) {
        return server.transactions()
                .reading()
                .fetchSingle("select count(*) from " + table)
                .get(0, Integer.class);
    }
}
