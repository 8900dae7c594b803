package plumbline.server.finding;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.evidence.PackSection;

/// The findings of a service that were open at any moment of a pack's window, and what its checks count now.
final class FindingSection implements PackSection {
    private final FindingStore store = new FindingStore();

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
        try (var open = store.openWithin(snapshot, selection)) {
            open.forEach(finding -> findings.add(json(finding)));
        }
        return JsonObject.builder()
                .put("findings", new JsonArray(List.copyOf(findings)))
                .put("results", new JsonArray(store.tallies(snapshot, selection.serviceId())))
                .build();
    }

    private static JsonObject json(Finding finding) {
        var result = finding.result();
        var json = JsonObject.builder()
                .put("check", result.check())
                .put("column", result.place().column())
                .put("controls", result.controls())
                .put("file", result.place().file())
                .put("fix", result.words().fix())
                .put("id", finding.id())
                .put("line", result.place().line())
                .put("message", result.words().message())
                .put("openedAt", finding.openedAt().toString())
                .put("reason", result.words().reason())
                .put("resource", result.resource())
                .put("result", result.result())
                .put("scan", "SCN-%04d".formatted(result.scan()))
                .put("severity", result.severity().word())
                .put("source", result.source())
                .put("state", finding.state().word())
                .put("title", result.words().title());
        if (finding.fixedAt() != null && finding.fixedBy() != null) {
            json.put("fixedAt", finding.fixedAt().toString()).put("fixedBy", finding.fixedBy());
        }
        return json.build();
    }
}
