package plumbline.server.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.control.CheckTallies.Tally;
import plumbline.server.evidence.EvidenceId;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.PackSection;

/// The statement of applicability in a pack: each control, whether it applies and why, how it stands for the service,
/// and which evidence in the pack speaks for it.
final class StatementSection implements PackSection {
    private final Catalog catalog;
    private final CheckTallies tallies;
    private final EvidenceQueries evidence;
    private final ApplicabilityStore store = new ApplicabilityStore();

    StatementSection(Catalog catalog, CheckTallies tallies, EvidenceQueries evidence) {
        this.catalog = catalog;
        this.tallies = tallies;
        this.evidence = evidence;
    }

    @Override
    public String name() {
        return "soa.json";
    }

    @Override
    public String title() {
        return "Statement of applicability, and how each control stands for this service";
    }

    @Override
    public JsonObject content(DSLContext snapshot, Selection selection) {
        var edition = catalog.edition(selection.edition());
        var decisions = store.current(snapshot, edition.id());
        var counted = tallies.ofService(snapshot, selection.serviceId());
        var proofs = evidence.byControl(snapshot, selection);
        var rows = new ArrayList<JsonValue>();
        for (var control : edition.controls()) {
            var ref = control.ref();
            rows.add(row(control, decisions.get(ref), counted.get(ref), proofs));
        }
        return JsonObject.builder()
                .put("edition", edition.id())
                .put("rows", new JsonArray(List.copyOf(rows)))
                .build();
    }

    /// A control applies until somebody decides that it does not; the decision itself stands beside.
    private static JsonObject row(
            Control control,
            @Nullable Applicability decision,
            @Nullable Tally tally,
            Map<ControlRef, List<EvidenceId>> proofs) {
        var ids = proofs.getOrDefault(control.ref(), List.of()).stream()
                .map(EvidenceId::toString)
                .toList();
        return JsonObject.builder()
                .put("applicable", decision == null || decision.applicable())
                .put("control", control.id().value())
                .put("decision", decision == null ? "undecided" : decision.applicable() ? "yes" : "no")
                .put("evidence", ids)
                .put("reason", decision == null ? "" : decision.reason())
                .put("state", ControlState.of(tally, decision).word())
                .build();
    }
}
