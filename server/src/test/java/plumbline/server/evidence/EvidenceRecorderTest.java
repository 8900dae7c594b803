package plumbline.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.LEDGER_PENDING;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.JsonReader;
import plumbline.server.evidence.Recorded.Accepted;
import plumbline.server.evidence.Recorded.Duplicate;
import plumbline.server.evidence.Recorded.Refused;
import plumbline.server.identity.Principal.Scope;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceRecorderTest {
    private static final ControlRef TENANTS = ControlRef.of("2015", "CLD.9.5.1");

    private EvidenceFixtures fixtures;

    @BeforeAll
    void open(@TempDir Path folder) {
        fixtures = new EvidenceFixtures(folder);
    }

    @AfterAll
    void close() {
        fixtures.close();
    }

    @Test
    void keepsWhenItWasTrueApartFromWhenWeKnew() {
        var id = accepted(fixtures.record(fixtures.scan("two times", 1, "2026-11-20T08:00:00Z")));

        var evidence = fixtures.queries.find(id).orElseThrow();
        assertThat(evidence.valid()).isEqualTo(Period.at(Instant.parse("2026-11-20T08:00:00Z")));
        assertThat(evidence.recordedAt()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(evidence.controls()).isEqualTo(EvidenceFixtures.CONTROLS);
        assertThat(evidence.actor()).isEqualTo(EvidenceFixtures.ANNA);
        assertThat(fixtures.bodies.read(evidence.content().digest()))
                .isEqualTo("two times".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isJournalledAndQueuedInTheSameTransaction() {
        var id = accepted(fixtures.record(fixtures.scan("journalled", 1, "2026-11-20T08:00:00Z")));

        var entry = fixtures.transactions
                .reading()
                .selectFrom(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.OBJECT_ID.eq(id.toString()))
                .fetchSingle();
        var details = JsonReader.readCanonical(entry.getContent()).object("details");
        assertThat(entry.getAction()).isEqualTo("evidence.recorded");
        assertThat(details.array("controls").strings()).containsExactly("2015/10.1.1", "2015/CLD.9.5.1");
        assertThat(fixtures.transactions
                        .reading()
                        .fetchExists(
                                LEDGER_PENDING,
                                LEDGER_PENDING.KIND.eq("evidence").and(LEDGER_PENDING.ITEM_ID.eq(id.number()))))
                .isTrue();
    }

    @Test
    void recognisesTheSameEvidenceAgain() {
        var first = accepted(fixtures.record(fixtures.scan("again", 1, "2026-11-20T08:00:00Z")));

        var again = fixtures.record(fixtures.scan("again", 1, "2026-11-20T08:00:00Z"));
        var tomorrow = fixtures.record(fixtures.scan("again", 1, "2026-11-21T08:00:00Z"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Duplicate.class, d -> assertThat(d.receipt().id()).isEqualTo(first));
        assertThat(tomorrow).isInstanceOf(Accepted.class);
    }

    @Test
    void recordsOnceWhatManySendAtTheSameTime() throws Exception {
        var evidence = fixtures.scan("all at once", 1, "2026-11-20T08:00:00Z");
        var accepted = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var records = new ArrayList<Callable<Recorded>>();
            for (int i = 0; i < 24; i++) {
                records.add(() -> fixtures.record(evidence));
            }
            for (var recorded : threads.invokeAll(records)) {
                accepted += recorded.get() instanceof Accepted ? 1 : 0;
            }
        }
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void refusesEvidenceFromTheFuture() {
        assertRefused(fixtures.scan("future", 1, "2026-11-23T10:00:00.000001Z"), "only from");
    }

    @Test
    void takesACertificateThatHoldsIntoTheFuture() {
        var valid = new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(fixtures.record(fixtures.evidence("certificate", 1L, valid))).isInstanceOf(Accepted.class);
    }

    @Test
    void refusesWhatTheCatalogueDoesNotKnow() {
        var scan = fixtures.scan("unknown", 1, "2026-11-20T08:00:00Z");

        assertRefused(with(scan, "no-such-kind", scan.controls(), null), "no evidence kind no-such-kind");
        assertRefused(with(scan, scan.kind(), Set.of(ControlRef.of("2015", "99.1")), null), "no control 2015/99.1");
    }

    @Test
    void refusesABodyThatIsNotInTheStore() {
        var scan = fixtures.scan("lost", 1, "2026-11-20T08:00:00Z");
        var lost = new NewEvidence(
                scan.kind(),
                scan.title(),
                scan.source(),
                1L,
                Set.of(),
                scan.valid(),
                scan.mediaType(),
                new ContentDigest("0".repeat(64)),
                scan.actor(),
                null);

        assertThatThrownBy(() -> fixtures.record(lost)).isInstanceOf(BodyException.class);
    }

    @Test
    void correctsByANewRecordAndNeverTwice() {
        var wrong = fixtures.scan("wrong", 9, "2026-11-20T08:00:00Z");
        var first = accepted(fixtures.record(wrong));
        assertThat(fixtures.queries.coverage("2015", Scope.of(9L)).get(TENANTS).records())
                .isOne();

        var right = fixtures.scan("right", 9, "2026-11-19T08:00:00Z");
        var second = accepted(fixtures.record(with(right, right.kind(), Set.of(), first)));

        assertThat(fixtures.queries.find(first).orElseThrow().supersededBy()).isEqualTo(second);
        assertThat(fixtures.queries.coverage("2015", Scope.of(9L))).doesNotContainKey(TENANTS);
        assertRefused(with(wrong, wrong.kind(), Set.of(), first), "corrected by " + second + " already");
        assertRefused(with(wrong, wrong.kind(), Set.of(), new EvidenceId(999_999)), "no EV-999999");
    }

    @Test
    void knowsHowMuchStandsForEachControlOfAService() {
        accepted(fixtures.record(fixtures.scan("older", 5, "2026-11-18T08:00:00Z")));
        accepted(fixtures.record(fixtures.scan("newer", 5, "2026-11-19T08:00:00Z")));
        accepted(fixtures.record(fixtures.scan("elsewhere", 6, "2026-11-20T08:00:00Z")));

        var coverage = fixtures.queries.coverage("2015", Scope.of(5L)).get(TENANTS);

        assertThat(coverage.newest()).isEqualTo("2026-11-19T08:00:00Z");
        assertThat(coverage.records()).isEqualTo(2);
        assertThat(fixtures.queries.coverage("2026", Scope.of(5L))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update evidence set title = 'better'",
                "delete from evidence",
                "truncate evidence cascade",
                "delete from evidence_control",
                "update evidence_control set control_id = '5.1.1'",
                "alter table evidence disable trigger all",
                "delete from ledger_log",
            })
    void theApplicationsRoleCannotRewrite(String attack) {
        accepted(fixtures.record(fixtures.scan(attack, 1, "2026-11-20T08:00:00Z")));

        assertThatThrownBy(() -> fixtures.transactions.reading().execute(attack))
                .isInstanceOf(DataAccessException.class);
    }

    private void assertRefused(NewEvidence evidence, String reason) {
        assertThat(fixtures.record(evidence))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains(reason));
    }

    private static NewEvidence with(NewEvidence like, String kind, Set<ControlRef> controls, EvidenceId supersedes) {
        return new NewEvidence(
                kind,
                like.title(),
                like.source(),
                like.serviceId(),
                controls,
                like.valid(),
                like.mediaType(),
                like.body(),
                like.actor(),
                supersedes);
    }

    private static EvidenceId accepted(Recorded recorded) {
        assertThat(recorded).isInstanceOf(Accepted.class);
        return ((Accepted) recorded).receipt().id();
    }
}
