package plumbline.ledger.pack;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;

/// The three documents that a reader of a pack starts from.
///
/// @param catalog `{edition, reference, controls: [{id, title, ...}], ...}`: the facts of the edition that were used
/// @param soa `{edition, rows: [{control, applicable, state, reason, evidence: [id], ...}], ...}`
/// @param findings `{findings: [{check, resource, severity, state, controls: [id], message, evidence: [id], ...}],
///     ...}`; an optional `file` and `line` say where
public record PackDocuments(JsonObject catalog, JsonObject soa, JsonObject findings) {
    List<JsonObject> rows() {
        return soa.array("rows").objects();
    }

    List<JsonObject> findingList() {
        return findings.array("findings").objects();
    }

    List<JsonObject> controls() {
        return catalog.array("controls").objects();
    }

    /// Checks the documents against each other, the scope and the evidence that the pack has.
    void requireConsistent(PackScope scope, Collection<String> evidence) {
        requireEdition(PackPaths.CATALOG, catalog, scope);
        requireEdition(PackPaths.SOA, soa, scope);
        Set<String> controls = new HashSet<>();
        for (JsonObject control : controls()) {
            control.string("title");
            controls.add(control.string("id"));
        }
        for (JsonObject row : rows()) {
            String control = row.string("control");
            String where = PackPaths.SOA + " at " + control;
            requireDecision(where, row);
            row.string("state");
            row.string("reason");
            require(where, "control", List.of(control), controls);
            require(where, "evidence", row.array("evidence").strings(), evidence);
        }
        for (JsonObject finding : findingList()) {
            String where = PackPaths.FINDINGS + " at " + finding.string("check") + " " + finding.string("resource");
            finding.string("severity");
            finding.string("state");
            finding.string("message");
            require(where, "control", finding.array("controls").strings(), controls);
            require(where, "evidence", finding.array("evidence").strings(), evidence);
        }
    }

    /// As long as nobody decided, a control applies.
    private static void requireDecision(String where, JsonObject row) {
        boolean applicable = row.bool("applicable");
        String decision = row.string("decision", applicable ? "yes" : "no");
        if (!(applicable ? Set.of("yes", "undecided") : Set.of("no")).contains(decision)) {
            throw new JsonException(
                    where + ": the decision " + decision + " does not go with applicable " + applicable);
        }
    }

    private static void requireEdition(String name, JsonObject document, PackScope scope) {
        if (!document.string("edition").equals(scope.edition())) {
            throw new JsonException(
                    name + " is of edition " + document.string("edition") + ", the pack of " + scope.edition());
        }
    }

    private static void require(String where, String what, List<String> named, Collection<String> known) {
        for (String name : named) {
            if (!known.contains(name)) {
                throw new PackException(
                        PackRefusal.DANGLING_REFERENCE,
                        where + " names the " + what + " " + name + ", which is not in the pack");
            }
        }
    }
}
