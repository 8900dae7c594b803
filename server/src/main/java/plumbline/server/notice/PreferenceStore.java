package plumbline.server.notice;

import static plumbline.schema.Tables.NOTICE_CHOICE;
import static plumbline.schema.Tables.NOTICE_QUIET_HOURS;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// SQL of what people chose.
final class PreferenceStore {

    /// One choice of somebody.
    record Row(String kind, Way way, boolean wanted) {}

    /// By kind and way.
    Map<String, Boolean> choices(DSLContext database, long accountId) {
        var choices = new HashMap<String, Boolean>();
        database.selectFrom(NOTICE_CHOICE)
                .where(NOTICE_CHOICE.ACCOUNT_ID.eq(accountId))
                .forEach(row -> choices.put(row.getKind() + row.getWay(), row.getWanted()));
        return choices;
    }

    void keep(DSLContext tx, long accountId, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                NOTICE_CHOICE, NOTICE_CHOICE.ACCOUNT_ID, NOTICE_CHOICE.KIND, NOTICE_CHOICE.WAY, NOTICE_CHOICE.WANTED);
        for (var row : rows) {
            insert = insert.values(accountId, row.kind(), row.way().word(), row.wanted());
        }
        insert.onConflict(NOTICE_CHOICE.ACCOUNT_ID, NOTICE_CHOICE.KIND, NOTICE_CHOICE.WAY)
                .doUpdate()
                .set(NOTICE_CHOICE.WANTED, DSL.excluded(NOTICE_CHOICE.WANTED))
                .execute();
    }

    Optional<QuietHours> quiet(DSLContext database, long accountId) {
        return database.selectFrom(NOTICE_QUIET_HOURS)
                .where(NOTICE_QUIET_HOURS.ACCOUNT_ID.eq(accountId))
                .fetchOptional(row -> new QuietHours(row.getBegins(), row.getEnds(), ZoneId.of(row.getZone())));
    }

    void keep(DSLContext tx, long accountId, @Nullable QuietHours quiet) {
        tx.deleteFrom(NOTICE_QUIET_HOURS)
                .where(NOTICE_QUIET_HOURS.ACCOUNT_ID.eq(accountId))
                .execute();
        if (quiet != null) {
            tx.insertInto(NOTICE_QUIET_HOURS)
                    .set(NOTICE_QUIET_HOURS.ACCOUNT_ID, accountId)
                    .set(NOTICE_QUIET_HOURS.BEGINS, quiet.begins())
                    .set(NOTICE_QUIET_HOURS.ENDS, quiet.ends())
                    .set(NOTICE_QUIET_HOURS.ZONE, quiet.zone().getId())
                    .onConflict(NOTICE_QUIET_HOURS.ACCOUNT_ID)
                    .doUpdate()
                    .set(NOTICE_QUIET_HOURS.BEGINS, quiet.begins())
                    .set(NOTICE_QUIET_HOURS.ENDS, quiet.ends())
                    .set(NOTICE_QUIET_HOURS.ZONE, quiet.zone().getId())
                    .execute();
        }
    }
}
