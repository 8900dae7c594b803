package plumbline.server.inbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal.Scope;

/// SQL of the count that every page shows.
final class WaitingStore {
    /// Counts at most a hundred of each owner: more says nothing to a reader.
    private static final String WAITING = """
            select count(*), coalesce(bool_or(deadline < ?), false)
            from unnest(?::text[], ?::text[]) o (key, within), lateral (
              (select deadline from task
               where state = 'open' and owner = o.key
                 and (o.within is null or service_id = any (o.within::bigint[])) and ? <> all (apart)
               order by deadline limit 100)
              union all
              (select deadline from task
               where state = 'open' and escalated_to = o.key and owner <> all (?::text[])
                 and (o.within is null or service_id = any (o.within::bigint[])) and ? <> all (apart)
               order by deadline limit 100)) t
            """;

    /// How many open tasks wait for the viewer, and whether one of them is overdue: what every page asks. Reads at most
    /// a hundred entries of the index for each role.
    Waiting waiting(DSLContext database, Viewer viewer, LocalDate today) {
        var keys = new ArrayList<String>();
        var within = new ArrayList<@Nullable String>();
        if (viewer.own() != null) {
            keys.add(viewer.own());
            within.add(null);
        }
        viewer.shared().forEach((key, scope) -> {
            keys.add(key);
            within.add(array(scope));
        });
        var owners = keys.toArray(String[]::new);
        var own = viewer.own() == null ? "" : viewer.own();
        var row = database.fetchSingle(WAITING, today, owners, within.toArray(String[]::new), own, owners, own);
        return new Waiting(row.get(0, Integer.class), Boolean.TRUE.equals(row.get(1, Boolean.class)));
    }

    /// The services as PostgreSQL writes an array, or null for all of them.
    private static @Nullable String array(Scope scope) {
        var services = scope.services();
        return services == null
                ? null
                : services.stream().sorted().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /// How many wait, and whether one is overdue.
    record Waiting(int count, boolean overdue) {}
}
