package plumbline.server.control;

import static plumbline.schema.Tables.STANDING_DAY;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import plumbline.schema.tables.records.StandingDayRecord;

/// SQL of the daily standings.
final class StandingStore {

    /// Which standings: of an edition, of one service or, by the key 0, of all together.
    record Series(String edition, long serviceKey) {}

    /// Keeps what was seen as that day's standing, in place of what was seen earlier the same day.
    void keep(DSLContext transaction, Series series, Standing standing) {
        for (var state : ControlState.values()) {
            var controls = standing.controls().getOrDefault(state, Set.of()).stream()
                    .sorted()
                    .toArray(String[]::new);
            transaction
                    .insertInto(STANDING_DAY)
                    .set(STANDING_DAY.EDITION, series.edition())
                    .set(STANDING_DAY.SERVICE_KEY, series.serviceKey())
                    .set(STANDING_DAY.DAY, standing.day())
                    .set(STANDING_DAY.STATE, state.word())
                    .set(STANDING_DAY.CONTROLS, controls)
                    .set(STANDING_DAY.LOOKED_AT, standing.lookedAt())
                    .onConflict(STANDING_DAY.EDITION, STANDING_DAY.SERVICE_KEY, STANDING_DAY.DAY, STANDING_DAY.STATE)
                    .doUpdate()
                    .set(STANDING_DAY.CONTROLS, DSL.excluded(STANDING_DAY.CONTROLS))
                    .set(STANDING_DAY.LOOKED_AT, DSL.excluded(STANDING_DAY.LOOKED_AT))
                    .execute();
        }
    }

    /// How many controls stood in each state on the recorded days of a span, without their ids.
    Map<LocalDate, Map<ControlState, Integer>> counts(
            DSLContext database, Series series, LocalDate from, LocalDate to) {
        var days = new TreeMap<LocalDate, Map<ControlState, Integer>>();
        database.select(STANDING_DAY.DAY, STANDING_DAY.STATE, DSL.cardinality(STANDING_DAY.CONTROLS))
                .from(STANDING_DAY)
                .where(of(series, from, to))
                .forEach(row -> days.computeIfAbsent(row.value1(), _ -> new EnumMap<>(ControlState.class))
                        .put(ControlState.ofWord(row.value2()), row.value3()));
        return days;
    }

    /// The first of the days of a span that was recorded.
    Optional<LocalDate> first(DSLContext database, Series series, LocalDate from, LocalDate to) {
        return Optional.ofNullable(database.select(DSL.min(STANDING_DAY.DAY))
                .from(STANDING_DAY)
                .where(of(series, from, to))
                .fetchOne(0, LocalDate.class));
    }

    private static Condition of(Series series, LocalDate from, LocalDate to) {
        return STANDING_DAY
                .EDITION
                .eq(series.edition())
                .and(STANDING_DAY.SERVICE_KEY.eq(series.serviceKey()))
                .and(STANDING_DAY.DAY.between(from, to));
    }

    /// The days of a span that were recorded, oldest first.
    List<Standing> between(DSLContext database, Series series, LocalDate from, LocalDate to) {
        return database
                .selectFrom(STANDING_DAY)
                .where(of(series, from, to))
                .fetchGroups(STANDING_DAY.DAY)
                .entrySet()
                .stream()
                .map(day -> standing(day.getKey(), day.getValue()))
                .sorted(Comparator.comparing(Standing::day))
                .toList();
    }

    private static Standing standing(LocalDate day, List<StandingDayRecord> rows) {
        var controls = new EnumMap<ControlState, Set<String>>(ControlState.class);
        rows.forEach(row ->
                controls.put(ControlState.ofWord(row.getState()), new HashSet<>(Arrays.asList(row.getControls()))));
        return new Standing(day, rows.getFirst().getLookedAt(), controls);
    }
}
