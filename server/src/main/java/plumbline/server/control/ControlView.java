package plumbline.server.control;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Framework;
import plumbline.catalog.Party;
import plumbline.catalog.ServiceModel;
import plumbline.catalog.Successor;
import plumbline.server.control.CheckTallies.CheckTally;
import plumbline.server.control.CheckTallies.Tally;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.web.Event;
import plumbline.server.web.Line;
import plumbline.server.web.State;
import plumbline.server.web.Strip;
import plumbline.server.web.Visitor;

/// A control as its page shows it.
///
/// @param selected the service that the session is filtered by, or null for all
public record ControlView(
        ControlRow row,
        Strip strip,
        Line line,
        List<CloudService> services,
        @Nullable CloudService selected,
        List<CheckTally> checks,
        List<ControlProof> evidence,
        List<Framework.Source> frameworks,
        List<Successor> successors,
        Event.History history) {

    /// @param reader who is offered only the next steps that they may take
    static Line line(ControlRow row, List<CheckTally> checks, List<ControlProof> evidence, Visitor reader) {
        var ref = row.control().ref();
        return new Line(
                "From control to proof",
                List.of(
                        Line.Station.of("Control", 1, row.state().shown(), "/controls/" + ref),
                        Line.Station.gap(
                                "Rule", "Rules are not kept here yet: hand the policy in as evidence", "", "/"),
                        check(row, checks, reader.may("scan:push")),
                        Line.Station.gap(
                                "Change", "Changes are not kept here yet: hand their records in as evidence", "", "/"),
                        evidenceStation(row, evidence, reader.may("evidence:write")),
                        proof(row, evidence)));
    }

    private static Line.Station check(ControlRow row, List<CheckTally> checks, boolean mayPush) {
        if (checks.isEmpty()) {
            return Line.Station.gap("Check", "No check has looked", mayPush ? "Push a scan" : "", "/services");
        }
        long count = checks.stream().map(CheckTally::check).distinct().count();
        var worst = checks.stream().map(check -> state(check.tally())).toList();
        return Line.Station.of(
                "Check",
                count,
                State.worst(worst).orElse(State.unknown("unknown")),
                "/findings?state=any&control=" + row.control().ref());
    }

    private static Line.Station evidenceStation(ControlRow row, List<ControlProof> evidence, boolean mayUpload) {
        var coverage = row.coverage();
        if (coverage == null) {
            return mayUpload
                    ? Line.Station.gap(
                            "Evidence",
                            "No evidence yet",
                            "Hand it in",
                            "/evidence/new?control=" + row.control().ref())
                    : Line.Station.gap("Evidence", "No evidence yet", "", "/");
        }
        boolean fresh = evidence.stream().anyMatch(ControlProof::fresh);
        return Line.Station.of(
                "Evidence",
                coverage.records(),
                fresh ? State.pass("fresh") : State.stale("stale"),
                "/evidence?control=" + row.control().ref());
    }

    private static Line.Station proof(ControlRow row, List<ControlProof> evidence) {
        if (evidence.isEmpty()) {
            return Line.Station.gap("Proof", "Nothing to prove yet", "", "/");
        }
        long waiting = evidence.stream().filter(proof -> !proof.proven()).count();
        // Only the newest are listed; the ledger takes records in order, so the older ones are in it.
        long all = row.coverage() == null ? evidence.size() : row.coverage().records();
        var state = waiting == 0 ? State.pass("in the ledger") : State.waits("waits for the ledger");
        return Line.Station.of(
                "Proof",
                all - waiting,
                state,
                "/evidence?control=" + row.control().ref());
    }

    /// What counts of results say: the worst of them.
    public static State state(Tally tally) {
        if (tally.fail() > 0) {
            return State.fail("fail");
        }
        if (tally.unknown() > 0) {
            return State.unknown("unknown");
        }
        return tally.stale() > 0 ? State.stale("stale") : State.pass("pass");
    }

    /// Whether the guidance for that side is ours to follow, by the role that we have in the selected service or, when
    /// none is selected, in any.
    public boolean ours(Party party) {
        return relevant().stream().anyMatch(service -> isOurs(service, party));
    }

    /// Whose side it is, in words: `our side`, or where it is not so everywhere `our side in Insights`.
    public String side(Party party) {
        var here = relevant().stream()
                .filter(service -> isOurs(service, party))
                .map(service -> service.description().name())
                .toList();
        if (here.size() == relevant().size()) {
            return "our side";
        }
        return here.size() > 3 ? "our side in " + here.size() + " services" : "our side in " + String.join(", ", here);
    }

    private List<CloudService> relevant() {
        return selected == null ? services : List.of(selected);
    }

    /// Whether a duty that falls to this party is ours in that service.
    public static boolean isOurs(CloudService service, Party party) {
        var role = service.description().ourRole();
        return role == OurRole.BOTH
                || party == Party.SHARED
                || (role == OurRole.PROVIDER && party == Party.PROVIDER)
                || (role == OurRole.CUSTOMER && party == Party.CUSTOMER);
    }

    /// The catalogue's word for a service's model.
    public static ServiceModel model(CloudService service) {
        return ServiceModel.valueOf(service.description().model().name());
    }
}
