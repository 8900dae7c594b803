package plumbline.server.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.PackSection;
import plumbline.server.evidence.PackTooLarge;

/// The findings of a service that were open at any moment of a pack's window, and what its checks count now.
final class FindingSection implements PackSection {
    private static final int MOST = 25_000;

    private final EvidenceQueries evidence;
    private final FindingStore store = new FindingStore();

    FindingSection(EvidenceQueries evidence) {
        this.evidence = evidence;
    }

    @Override
    public String name() {
        return "findings.json";
    }

    @Override
    public String title() {
        return "Findings that were open at any moment of the window, and the results of all checks";
    }

    @Override
    public JsonObject content(DSLContext snapshot, Selection selection) {
        var findings = new ArrayList<JsonValue>();
        var scans = scans(snapshot, selection);
        try (var open = store.openWithin(snapshot, selection)) {
            open.limit(MOST + 1L).forEach(finding -> findings.add(json(finding, selection.edition(), scans)));
        }
        if (findings.size() > MOST) {
            throw PackTooLarge.moreThan(MOST, "findings");
        }
        return JsonObject.builder()
                .put("findings", new JsonArray(List.copyOf(findings)))
                .put("results", new JsonArray(store.tallies(snapshot, selection.serviceId())))
                .build();
    }

    /// The evidence in the pack that a scan left, by the scan's id.
    private Map<String, List<String>> scans(DSLContext snapshot, Selection selection) {
        return evidence.within(snapshot, selection).stream()
                .filter(item -> item.source() instanceof EvidenceSource.Scan)
                .collect(Collectors.groupingBy(
                        item -> item.source().reference(),
                        Collectors.mapping(item -> item.id().toString(), Collectors.toList())));
    }

    private static JsonObject json(Finding finding, String edition, Map<String, List<String>> scans) {
        var result = finding.result();
        var scan = "SCN-%04d".formatted(result.scan());
        var json = JsonObject.builder()
                .put("check", result.check())
                .put("column", result.place().column())
                .put("controls", controls(result.controls(), edition))
                .put("evidence", scans.getOrDefault(scan, List.of()))
                .put("file", result.place().file())
                .put("fix", result.words().fix())
                .put("id", finding.id())
                .put("line", result.place().line())
                .put("message", result.words().message())
                .put("openedAt", finding.openedAt().toString())
                .put("reason", result.words().reason())
                .put("resource", result.resource())
                .put("result", result.result())
                .put("scan", scan)
                .put("severity", result.severity().word())
                .put("source", result.source())
                .put("state", finding.state().word())
                .put("title", result.words().title());
        if (finding.fixedAt() != null && finding.fixedBy() != null) {
            json.put("fixedAt", finding.fixedAt().toString()).put("fixedBy", finding.fixedBy());
        }
        return json.build();
    }

    /// Those of the pack's edition, by their bare ids.
    private static List<String> controls(List<String> references, String edition) {
        return references.stream()
                .map(ControlRef::parse)
                .filter(control -> control.edition().equals(edition))
                .map(control -> control.id().value())
                .toList();
    }
}
