package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.LEDGER_LEAF;
import static plumbline.schema.Tables.LEDGER_PENDING;

import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.ledger.json.JsonReader;
import plumbline.testkit.MutableClock;
import plumbline.testkit.TestPostgres;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTest {
    private final MutableClock clock = MutableClock.at("2026-11-23T10:00:00.123456789Z");
    private Database database;
    private Transactions transactions;

    @BeforeAll
    void open() {
        var url = TestPostgres.empty();
        database = Database.at(url, url);
        transactions = new Transactions(database.dataSource());
        transactions.run(tx ->
                new Journal(clock).append(tx, Actor.SYSTEM, "service.created", new Subject("service", "shop", 7L)));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void keepsWhoDidWhatInCanonicalJson() {
        var entry = transactions.reading().selectFrom(JOURNAL_ENTRY).fetchAny();

        var content = JsonReader.readCanonical(entry.getContent()).object("subject");
        assertThat(content.string("id")).isEqualTo("shop");
        assertThat(entry.getAt()).isEqualTo("2026-11-23T10:00:00.123456Z");
        assertThat(entry.getSalt()).hasSize(32);
    }

    @Test
    void waitsForTheLedgerFromTheSameTransaction() {
        assertThat(transactions.reading().fetchCount(LEDGER_PENDING))
                .isEqualTo(transactions.reading().fetchCount(JOURNAL_ENTRY));
    }

    @Test
    void leavesNothingBehindWhenTheTransactionFails() {
        int before = transactions.reading().fetchCount(JOURNAL_ENTRY);

        assertThatThrownBy(() -> transactions.run(tx -> {
                    new Journal(clock).append(tx, Actor.SYSTEM, "service.created", Subject.of("service", "lost"));
                    throw new IllegalStateException("something else failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(transactions.reading().fetchCount(JOURNAL_ENTRY)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal_entry set actor_name = 'somebody else'",
                "delete from journal_entry",
                "truncate journal_entry",
                "update ledger_leaf set leaf = ''",
                "delete from ledger_leaf",
                "truncate ledger_leaf",
                "update ledger_pending set item_id = 0",
                "delete from ledger_pending",
                "alter table journal_entry disable trigger all",
                "drop table journal_entry",
                "drop function refuse_rewriting() cascade",
            })
    void theApplicationsRoleCannotRewrite(String attack) {
        assertThat(transactions.reading().fetchValue("select current_user").toString())
                .isEqualTo("plumbline_app");
        assertThatThrownBy(() -> transactions.reading().execute(attack)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void nothingLeavesTheQueueWithoutALeaf() {
        int waiting = transactions.reading().fetchCount(LEDGER_PENDING);

        transactions.reading().execute("select leave_ledger_queue((select array_agg(id) from ledger_pending))");

        assertThat(transactions.reading().fetchCount(LEDGER_PENDING)).isEqualTo(waiting);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal_entry set actor_name = 'x'",
                "delete from journal_entry",
                "truncate journal_entry"
            })
    void notEvenTheOwnerRewritesByAccident(String attack) {
        assertThatThrownBy(() -> transactions.run(tx -> {
                    tx.execute("reset role");
                    tx.execute(attack);
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void startsWithAnEmptyLedger() {
        assertThat(transactions.reading().fetchCount(LEDGER_LEAF)).isZero();
    }
}
