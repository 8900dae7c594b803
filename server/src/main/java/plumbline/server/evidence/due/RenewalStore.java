package plumbline.server.evidence.due;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// SQL about evidence that is to be renewed.
final class RenewalStore {
    /// Of each thing the record that stays fresh longest, where that ends within 30 days or a quarter of the time for
    /// which it was fresh, whichever is less: what a pipeline renews each week asks for nobody in between.
    private static final String DUE = """
            select id, title, service_id, fresh_until
            from (
              select distinct on (kind, service_id, title) id, title, service_id, fresh_until, valid_to
              from evidence e
              where fresh_until > ? and not exists (select 1 from evidence n where n.supersedes = e.id)
              order by kind, service_id, title, fresh_until desc) longest
            where fresh_until <= cast(? as timestamptz) + least(interval '30 days', (fresh_until - valid_to) / 4)
            order by fresh_until, id
            limit ?
            """;

    private static final String RENEWED = """
            select id from evidence e
            where id = any (?) and (
              exists (select 1 from evidence n where n.supersedes = e.id)
              or exists (
                select 1 from evidence n
                where n.kind = e.kind and n.title = e.title and n.service_id is not distinct from e.service_id
                  and n.fresh_until > e.fresh_until))
            """;

    /// A record that will soon no longer be fresh, or is so no longer.
    record Ageing(long number, String title, @Nullable Long serviceId, Instant freshUntil) {}

    /// Those that were fresh after `since`, the most urgent first.
    List<Ageing> ageing(DSLContext database, Instant since, Instant now, int limit) {
        return database.fetch(DUE, Timestamp.from(since), Timestamp.from(now), limit)
                .map(row -> new Ageing(
                        row.get("id", Long.class),
                        row.get("title", String.class),
                        row.get("service_id", Long.class),
                        row.get("fresh_until", Instant.class)));
    }

    /// Those of these records of which a fresher one, or a correction, has come in.
    Set<Long> renewed(DSLContext database, List<Long> numbers) {
        return Set.copyOf(
                database.fetch(RENEWED, (Object) numbers.toArray(Long[]::new)).map(row -> row.get(0, Long.class)));
    }
}
