package plumbline.server.evidence.due;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Account;
import plumbline.server.identity.Role;

class FailedPackTest {

    @Test
    void whoeverWantedAPackThatFailedIsAskedToExportItAgainUntilThatIsDone() {
        try (var server = ServerFixture.start()) {
            var person = server.person(Role.COMPLIANCE_MANAGER);
            var sweep = server.part(FailedPackSweep.class);
            pack(server, person, "failed", "2026-11-01", "2026-11-15");
            pack(server, person, "ready", "2026-11-01", "2026-11-10");

            assertThat(sweep.run(server.clock().instant())).isEqualTo(1);
            assertThat(sweep.run(server.clock().instant())).isZero();

            assertThat(server.signIn(person).get("/inbox").text()).contains("Export the pack again: For the audit");
            pack(server, person, "ready", "2026-10-01", "2026-11-20");
            assertThat(sweep.run(server.clock().instant())).isEqualTo(1);
            assertThat(server.signIn(person).get("/inbox").text()).doesNotContain("Export the pack again");
        }
    }

    private static void pack(ServerFixture server, Account person, String state, String from, String to) {
        server.transactions()
                .run(tx -> tx.execute(
                        "insert into pack (service_id, window_from, window_to, edition, title, requested_at, actor_kind,"
                                + " actor_id, actor_name, state, failure, zip_sha256, zip_length, finished_at) values (1, cast(? as timestamptz),"
                                + " cast(? as timestamptz), '2015', 'For the audit', now(), 'person', ?, 'A', ?, 'No room', 'none', 1,"
                                + " timestamptz '2026-11-23 09:00Z')",
                        from,
                        to,
                        "account:" + person.id(),
                        state));
    }
}
