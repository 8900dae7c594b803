package plumbline.server.evidence.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.catalog.ControlRef;
import plumbline.server.ServerFixture;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.NewEvidence;
import plumbline.server.evidence.Period;
import plumbline.server.identity.Role;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;

class RenewalTest {
    private ServerFixture server;
    private RenewalSweep sweep;

    @BeforeEach
    void start() {
        server = ServerFixture.start();
        sweep = server.part(RenewalSweep.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForEvidenceBeforeItExpiresAndIsContentWhenItIsRenewed() {
        record("Training register", "2026-11-01T00:00:00Z", "one");
        assertThat(sweep.open(now())).isZero();
        var freshUntil = server.transactions()
                .reading()
                .fetchSingle("select fresh_until from evidence where title = 'Training register'")
                .get(0, Instant.class);
        server.clock().set(freshUntil.minus(Duration.ofDays(20)));

        assertThat(sweep.open(now())).isEqualTo(1);
        assertThat(sweep.open(now())).isZero();

        assertThat(sweep.close()).isZero();
        var manager = server.signIn(Role.COMPLIANCE_MANAGER);
        assertThat(manager.get("/inbox").text()).contains("Renew evidence: Training register");
        assertThat(server.signIn(Role.ENGINEER).get("/inbox").text()).doesNotContain("Training register");
        record("Training register", now().toString(), "two");
        assertThat(sweep.close()).isEqualTo(1);
        assertThat(sweep.open(now())).isZero();
        assertThat(manager.get("/inbox").text()).doesNotContain("Training register");
    }

    @Test
    void doesNotAskAgainForWhatSomebodyCalledOff() {
        record("Old thing", now().toString(), "three");
        var freshUntil = server.transactions()
                .reading()
                .fetchSingle("select fresh_until from evidence where title = 'Old thing'")
                .get(0, Instant.class);
        server.clock().set(freshUntil.plus(Duration.ofDays(1)));
        sweep.open(now());
        var task =
                server.part(Tasks.class).openOfKind(server.transactions().reading(), RenewalSweep.KIND, 0, 10).stream()
                        .filter(open -> open.words().title().contains("Old thing"))
                        .findFirst()
                        .orElseThrow();
        var manager = server.signIn(Role.COMPLIANCE_MANAGER);
        assertThat(manager.get(task.href()).text()).contains("overdue").contains("It closes by itself");

        manager.post(task.href() + "/close", "version", "1", "state", "cancelled", "why", "No longer ours");

        sweep.open(now());
        assertThat(manager.get("/inbox").text()).doesNotContain("Old thing");
    }

    private Instant now() {
        return server.clock().instant();
    }

    private void record(String title, String at, String content) {
        var body = server.part(BodyStore.class).put(content.getBytes(StandardCharsets.UTF_8));
        var evidence = new NewEvidence(
                "policy-version",
                title,
                new EvidenceSource.Upload("register.csv"),
                null,
                Set.of(ControlRef.of("2015", "CLD.9.5.1")),
                Period.at(Instant.parse(at)),
                "text/csv",
                body.digest(),
                Actor.SYSTEM,
                null);
        server.transactions().run(tx -> server.part(EvidenceRecorder.class).record(tx, evidence));
    }
}
