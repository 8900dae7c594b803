package plumbline.server.evidence.due;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/// SQL about packs that failed.
final class FailedPackStore {
    private static final String AGAIN = """
            exists (
              select 1 from pack n
              where n.id > p.id and n.state = 'ready' and n.service_id = p.service_id and n.edition = p.edition
                and n.window_from <= p.window_from and n.window_to >= p.window_to)
            """;

    /// A pack of which there is no file.
    record Failed(long number, String title, long serviceId, String actorId, String failure, Instant at) {}

    /// Those that failed after then and that nobody exported again.
    List<Failed> failed(DSLContext database, Instant since, int limit) {
        return database.fetch(
                        "select id, title, service_id, actor_id, coalesce(failure, '') failure, finished_at from pack p"
                                + " where state = 'failed' and finished_at > ? and not " + AGAIN
                                + " order by id limit ?",
                        Timestamp.from(since),
                        limit)
                .map(row -> new Failed(
                        row.get("id", Long.class),
                        row.get("title", String.class),
                        row.get("service_id", Long.class),
                        row.get("actor_id", String.class),
                        row.get("failure", String.class),
                        row.get("finished_at", Instant.class)));
    }

    /// Those of these that were exported again: a later pack of the same service and at least the same window.
    Set<Long> exportedAgain(DSLContext database, List<Long> numbers) {
        return Set.copyOf(database.fetch(
                        "select id from pack p where id = any (?) and " + AGAIN, (Object) numbers.toArray(Long[]::new))
                .map(row -> row.get(0, Long.class)));
    }
}
