package plumbline.server.control;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.catalog.ControlRef;
import plumbline.server.estate.CloudService;
import plumbline.server.evidence.Evidence;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.HistoryEntry;

/// How controls stand: the catalogue joined with our decisions and with what is observed, in three queries whatever the
/// number of controls.
public final class Controls {
    private final Catalog catalog;
    private final Statement statement;
    private final CheckTallies tallies;
    private final EvidenceQueries evidence;
    private final InstantSource clock;

    public Controls(
            Catalog catalog, Statement statement, CheckTallies tallies, EvidenceQueries evidence, InstantSource clock) {
        this.catalog = catalog;
        this.statement = statement;
        this.tallies = tallies;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Every control of an edition in the standard's order.
    ///
    /// @param service only what is observed of this one, or null for all that the principal may see
    public List<ControlRow> all(Principal principal, String edition, @Nullable CloudService service) {
        var decisions = statement.decisions(edition);
        var within = within(principal, service);
        var counted = tallies.byControl(within, "");
        var covered = evidence.coverage(edition, within);
        var rows = new ArrayList<ControlRow>();
        var now = clock.instant();
        for (var control : catalog.edition(edition).controls()) {
            var tally = counted.get(control.ref());
            var decision = decisions.get(control.ref());
            var coverage = covered.get(control.ref());
            rows.add(new ControlRow(
                    control,
                    ControlState.of(tally, decision),
                    decision,
                    tally,
                    coverage,
                    coverage != null && coverage.freshAt(now)));
        }
        return rows;
    }

    /// How each control stands, of one service or of all together, for work that no one person does.
    Map<Control, ControlState> states(String edition, @Nullable CloudService service) {
        var decisions = statement.decisions(edition);
        var counted = tallies.byControl(Scope.EVERYWHERE, service == null ? "" : service.key());
        var states = new LinkedHashMap<Control, ControlState>();
        for (var control : catalog.edition(edition).controls()) {
            states.put(control, ControlState.of(counted.get(control.ref()), decisions.get(control.ref())));
        }
        return states;
    }

    /// One control in the same way.
    public Optional<ControlRow> find(Principal principal, ControlRef ref, @Nullable CloudService service) {
        return catalog.find(ref)
                .flatMap(control -> all(principal, ref.edition(), service).stream()
                        .filter(row -> row.control().ref().equals(ref))
                        .findFirst());
    }

    /// What each check says of it, service by service.
    ///
    /// @param service only of this one, or null for all that the principal may see
    public List<CheckTallies.CheckTally> checks(Principal principal, Control control, @Nullable CloudService service) {
        return tallies.ofControl(principal.scope(Permission.CONTROL_READ), control.ref()).stream()
                .filter(check -> service == null || check.serviceKey().equals(service.key()))
                .toList();
    }

    /// What happened to it, the newest first.
    List<HistoryEntry> history(Control control) {
        return statement.journal(control.ref());
    }

    /// The newest evidence for it.
    public List<ControlProof> evidence(
            Principal principal, Control control, @Nullable CloudService service, int limit) {
        var latest = evidence.latest(control.ref(), within(principal, service), limit);
        var proven = evidence.inLedger(latest.stream().map(Evidence::id).toList());
        return latest.stream()
                .map(record -> new ControlProof(
                        record, catalog.evidenceKindName(record.kind()), fresh(record), proven.contains(record.id())))
                .toList();
    }

    private boolean fresh(Evidence record) {
        return catalog.evidenceKinds().stream()
                .filter(kind -> kind.id().equals(record.kind()))
                .findFirst()
                .map(kind -> record.valid().to().plus(kind.freshness()))
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    private static Scope within(Principal principal, @Nullable CloudService service) {
        var may = principal.scope(Permission.CONTROL_READ);
        return service == null ? may : may.within(Scope.of(service.id()));
    }
}
