package plumbline.server.control;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.catalog.ControlRef;
import plumbline.catalog.Edition;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.platform.Transactions;
import plumbline.server.web.State;
import plumbline.server.web.Strip;

/// How controls stood day by day: kept by a sweep, read by trends. What was not looked at is missing, not guessed.
public final class Standings {
    /// How many days a strip beside a control shows.
    public static final int STRIP_DAYS = 14;

    private static final long ALL_SERVICES = 0;

    private final Catalog catalog;
    private final Services services;
    private final Controls controls;
    private final Transactions transactions;
    private final InstantSource clock;
    private final StandingStore store = new StandingStore();

    Standings(Catalog catalog, Services services, Controls controls, Transactions transactions, InstantSource clock) {
        this.catalog = catalog;
        this.services = services;
        this.controls = controls;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A control that stands worse than it did.
    public record Worse(Control control, ControlState was, ControlState is) {}

    /// Looks at every control now and keeps that as today's standing.
    public void look() {
        for (var edition : catalog.editions()) {
            keep(edition, null);
            services.all().forEach(service -> keep(edition, service));
        }
    }

    private void keep(Edition edition, @Nullable CloudService service) {
        var states = controls.states(edition.id(), service);
        var byState = new EnumMap<ControlState, Set<String>>(ControlState.class);
        states.forEach((control, state) -> byState.computeIfAbsent(state, _ -> new TreeSet<>())
                .add(control.id().value()));
        var standing = new Standing(today(), clock.instant(), byState);
        transactions.run(transaction -> store.keep(transaction, series(edition.id(), service), standing));
    }

    /// The recorded days among the last so many, today included, oldest first.
    public List<Standing> last(int days, String edition, @Nullable CloudService service) {
        var today = today();
        return store.between(transactions.reading(), series(edition, service), today.minusDays(days - 1L), today);
    }

    /// How many controls stood in each state on the recorded days among the last so many.
    public Map<LocalDate, Map<ControlState, Integer>> counts(int days, String edition, @Nullable CloudService service) {
        var today = today();
        return store.counts(transactions.reading(), series(edition, service), today.minusDays(days - 1L), today);
    }

    /// The standing to compare with: that of a week ago or, where that day is missing, the next one recorded after it.
    public Optional<Standing> weekAgo(String edition, @Nullable CloudService service) {
        var database = transactions.reading();
        var series = series(edition, service);
        return store.first(database, series, today().minusDays(7), today().minusDays(1))
                .flatMap(day ->
                        store.between(database, series, day, day).stream().findFirst());
    }

    /// What got worse since then: failing that did not fail, unknown that was met.
    public static List<Worse> worsened(Standing before, List<ControlRow> now) {
        var worse = new ArrayList<Worse>();
        for (var row : now) {
            before.of(row.control().id().value())
                    .filter(was -> row.state().isWorseThan(was))
                    .ifPresent(was -> worse.add(new Worse(row.control(), was, row.state())));
        }
        return worse;
    }

    /// The last days of each control as a strip that ends with how it stands now.
    public Map<ControlRef, Strip> strips(List<ControlRow> rows, String edition, @Nullable CloudService service) {
        var recorded = new HashMap<LocalDate, Standing>();
        last(STRIP_DAYS, edition, service).forEach(standing -> recorded.put(standing.day(), standing));
        var strips = new HashMap<ControlRef, Strip>();
        for (var row : rows) {
            strips.put(row.control().ref(), strip(row, recorded));
        }
        return strips;
    }

    /// Strips that know today only.
    public Map<ControlRef, Strip> strips(List<ControlRow> rows) {
        var strips = new HashMap<ControlRef, Strip>();
        rows.forEach(row -> strips.put(row.control().ref(), strip(row, Map.of())));
        return strips;
    }

    private Strip strip(ControlRow row, Map<LocalDate, Standing> recorded) {
        var marks = new ArrayList<Optional<State.Kind>>(Collections.nCopies(STRIP_DAYS, Optional.empty()));
        for (int back = 1; back < STRIP_DAYS; back++) {
            var standing = recorded.get(today().minusDays(back));
            if (standing != null) {
                marks.set(
                        STRIP_DAYS - 1 - back,
                        standing.of(row.control().id().value())
                                .map(state -> state.shown().kind()));
            }
        }
        marks.set(STRIP_DAYS - 1, Optional.of(row.state().shown().kind()));
        return new Strip("day", marks);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static StandingStore.Series series(String edition, @Nullable CloudService service) {
        return new StandingStore.Series(edition, service == null ? ALL_SERVICES : service.id());
    }
}
