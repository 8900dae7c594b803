package plumbline.server.inbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal.Scope;

/// SQL of the count that every page shows.
final class WaitingStore {
    /// Counts at most a hundred of each owner: more says nothing to a reader. The arrays stand in selects of their own,
    /// so that PostgreSQL does not look into them to plan each time anew, which took longer than all the rest.
    private static final String WAITING = """
            select count(*), coalesce(bool_or(deadline < ?), false)
            from unnest((select ?::text[]), (select ?::text[]), (select ?::text[]), (select ?::boolean[]))
              o (key, kinds, within, loose), lateral (
              (select deadline from task
               where state = 'open' and owner = o.key
                 and (o.kinds is null or record_kind = any (o.kinds::text[]))
                 and (o.within is null or service_id = any (o.within::bigint[]) or (o.loose and service_id is null))
                 and ? <> all (apart)
               order by deadline limit 100)
              union all
              (select deadline from task
               where state = 'open' and escalated_to = o.key and owner <> all ((select ?::text[])::text[])
                 and (o.kinds is null or record_kind = any (o.kinds::text[]))
                 and (o.within is null or service_id = any (o.within::bigint[]) or (o.loose and service_id is null))
                 and ? <> all (apart)
               order by deadline limit 100)) t
            """;

    /// How many open tasks wait for the viewer, and whether one of them is overdue: what every page asks. Reads at most
    /// a hundred entries of the index for each role.
    Waiting waiting(DSLContext database, Viewer viewer, LocalDate today) {
        var reaches = new ArrayList<Reach>();
        if (viewer.own() != null) {
            reaches.add(new Reach(viewer.own(), null, null, false));
        }
        viewer.shared().forEach((key, scope) -> reaches.add(new Reach(key, null, array(scope), false)));
        for (var team : viewer.teams()) {
            viewer.sight()
                    .parts()
                    .forEach(part ->
                            reaches.add(new Reach(team, array(part.kinds()), array(part.scope()), part.ofNoService())));
        }
        var owners = column(reaches, Reach::owner);
        var own = viewer.own() == null ? "" : viewer.own();
        // Sent as it is written: jOOQ would read so long a text anew for every page.
        return database.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(WAITING)) {
                statement.setObject(1, today);
                statement.setArray(2, texts(connection, owners));
                statement.setArray(3, texts(connection, column(reaches, Reach::kinds)));
                statement.setArray(4, texts(connection, column(reaches, Reach::within)));
                statement.setArray(
                        5,
                        connection.createArrayOf(
                                "boolean",
                                reaches.stream().map(Reach::ofNoService).toArray()));
                statement.setString(6, own);
                statement.setArray(7, texts(connection, owners));
                statement.setString(8, own);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return new Waiting(rows.getInt(1), rows.getBoolean(2));
                }
            }
        });
    }

    private static Array texts(Connection connection, @Nullable String[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    /// Tasks of one owner that count, as PostgreSQL writes arrays; null for all.
    private record Reach(
            String owner, @Nullable String kinds, @Nullable String within, boolean ofNoService) {}

    private static @Nullable String[] column(List<Reach> reaches, Function<Reach, @Nullable String> part) {
        return reaches.stream().map(part).toArray(String[]::new);
    }

    private static @Nullable String array(Scope scope) {
        var services = scope.services();
        return services == null ? null : array(services);
    }

    private static String array(Set<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    /// How many wait, and whether one is overdue.
    record Waiting(int count, boolean overdue) {}
}
