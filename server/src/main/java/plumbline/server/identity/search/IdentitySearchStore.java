package plumbline.server.identity.search;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.val;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.SERVICE_ACCOUNT;
import static plumbline.schema.Tables.TEAM;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import plumbline.server.identity.search.Hits.Hit;

/// SQL that finds people, teams and service accounts. There are thousands of them at most, so they are looked through.
final class IdentitySearchStore {

    /// What was found, with how many match in all.
    record Found(List<Hit> best, long total) {}

    Found people(DSLContext database, String words, int limit) {
        var id = DSL.concat(val("account:"), ACCOUNT.ID);
        var total = count().over();
        var rows = database.select(id, ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, total)
                .from(ACCOUNT)
                .where(hasAll(words, DSL.concat(ACCOUNT.NAME, val(" "), ACCOUNT.EMAIL, val(" "), id)))
                .orderBy(
                        rank(words, ACCOUNT.EMAIL, ACCOUNT.NAME),
                        ACCOUNT.DEACTIVATED_AT.isNotNull(),
                        lower(ACCOUNT.NAME),
                        ACCOUNT.ID)
                .limit(limit)
                .fetch();
        return new Found(
                rows.map(row -> new Hit(row.value1(), row.value3(), row.value4(), "/settings/people/" + row.value2())),
                rows.isEmpty() ? 0 : rows.getFirst().value5());
    }

    Found teams(DSLContext database, String words, int limit) {
        var id = DSL.concat(val("team:"), TEAM.ID);
        var total = count().over();
        var rows = database.select(id, TEAM.ID, TEAM.NAME, TEAM.PURPOSE, total)
                .from(TEAM)
                .where(hasAll(words, DSL.concat(TEAM.NAME, val(" "), TEAM.PURPOSE, val(" "), id)))
                .orderBy(rank(words, id, TEAM.NAME), lower(TEAM.NAME), TEAM.ID)
                .limit(limit)
                .fetch();
        return new Found(
                rows.map(row -> new Hit(row.value1(), row.value3(), row.value4(), "/settings/teams/" + row.value2())),
                rows.isEmpty() ? 0 : rows.getFirst().value5());
    }

    Found serviceAccounts(DSLContext database, String words, int limit) {
        var id = DSL.concat(val("service-account:"), SERVICE_ACCOUNT.ID);
        var total = count().over();
        var text = DSL.concat(SERVICE_ACCOUNT.NAME, val(" "), SERVICE_ACCOUNT.PURPOSE, val(" "), id);
        var rows = database.select(id, SERVICE_ACCOUNT.ID, SERVICE_ACCOUNT.NAME, SERVICE_ACCOUNT.PURPOSE, total)
                .from(SERVICE_ACCOUNT)
                .where(hasAll(words, text))
                .orderBy(
                        rank(words, id, SERVICE_ACCOUNT.NAME),
                        SERVICE_ACCOUNT.DEACTIVATED_AT.isNotNull(),
                        lower(SERVICE_ACCOUNT.NAME),
                        SERVICE_ACCOUNT.ID)
                .limit(limit)
                .fetch();
        return new Found(
                rows.map(row -> new Hit(
                        row.value1(), row.value3(), row.value4(), "/settings/service-accounts/" + row.value2())),
                rows.isEmpty() ? 0 : rows.getFirst().value5());
    }

    private static Condition hasAll(String words, Field<String> text) {
        return DSL.and(Arrays.stream(words.strip().split("\\s+"))
                .map(text::containsIgnoreCase)
                .toList());
    }

    /// The very id or name first, then what begins with it, then what has it somewhere.
    private static Field<Integer> rank(String words, Field<String> id, Field<String> name) {
        var asked = words.strip().toLowerCase(Locale.ROOT);
        return DSL.when(lower(id).eq(asked).or(lower(name).eq(asked)), 0)
                .when(lower(name).startsWith(asked).or(lower(id).startsWith(asked)), 1)
                .otherwise(2);
    }
}
