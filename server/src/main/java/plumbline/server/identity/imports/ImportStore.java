package plumbline.server.identity.imports;

import static plumbline.schema.Tables.IMPORT_FILE;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// SQL about files that wait for a yes.
final class ImportStore {
    /// Whoever tries again and again leaves no more than these.
    private static final int MOST_WAITING = 5;

    /// Whose file it is, for what.
    record Owner(long account, String target) {
        private Condition holds() {
            return IMPORT_FILE.ACCOUNT_ID.eq(account).and(IMPORT_FILE.TARGET.eq(target));
        }
    }

    long insert(DSLContext transaction, Owner owner, SentFile file, Instant now) {
        long id = transaction
                .insertInto(IMPORT_FILE)
                .set(IMPORT_FILE.ACCOUNT_ID, owner.account())
                .set(IMPORT_FILE.TARGET, owner.target())
                .set(IMPORT_FILE.NAME, file.name())
                .set(IMPORT_FILE.CONTENT, file.content())
                .set(IMPORT_FILE.CREATED_AT, now)
                .returningResult(IMPORT_FILE.ID)
                .fetchSingle()
                .value1();
        transaction
                .deleteFrom(IMPORT_FILE)
                .where(IMPORT_FILE.ACCOUNT_ID.eq(owner.account()))
                .and(IMPORT_FILE.ID.notIn(DSL.select(IMPORT_FILE.ID)
                        .from(IMPORT_FILE)
                        .where(IMPORT_FILE.ACCOUNT_ID.eq(owner.account()))
                        .orderBy(IMPORT_FILE.ID.desc())
                        .limit(MOST_WAITING)))
                .execute();
        return id;
    }

    Optional<SentFile> find(DSLContext database, Owner owner, long id) {
        return database.selectFrom(IMPORT_FILE)
                .where(owner.holds().and(IMPORT_FILE.ID.eq(id)))
                .fetchOptional(row -> SentFile.kept(row.getId(), row.getName(), row.getContent()));
    }

    /// As [#find]; whoever else wants to apply it waits until the transaction ends.
    Optional<SentFile> hold(DSLContext transaction, Owner owner, long id) {
        return transaction
                .selectFrom(IMPORT_FILE)
                .where(owner.holds().and(IMPORT_FILE.ID.eq(id)))
                .forUpdate()
                .fetchOptional(row -> SentFile.kept(row.getId(), row.getName(), row.getContent()));
    }

    void delete(DSLContext transaction, Owner owner, long id) {
        transaction
                .deleteFrom(IMPORT_FILE)
                .where(owner.holds().and(IMPORT_FILE.ID.eq(id)))
                .execute();
    }

    int deleteOlderThan(DSLContext transaction, Instant then) {
        return transaction
                .deleteFrom(IMPORT_FILE)
                .where(IMPORT_FILE.CREATED_AT.lt(then))
                .execute();
    }

    /// A number for a file that is applied without waiting.
    long number(DSLContext transaction) {
        return Objects.requireNonNull(
                (Long) transaction.fetchValue("select nextval(pg_get_serial_sequence('import_file', 'id'))"));
    }
}
