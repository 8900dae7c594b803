package plumbline.server.evidence;

import java.util.List;
import plumbline.server.web.Line;
import plumbline.server.web.State;

/// The line from control to proof as the page of a piece of evidence shows it.
public final class EvidenceLine {
    private EvidenceLine() {}

    /// The stations of one record.
    ///
    /// @param waiting whether the ledger has not taken it in yet
    public static Line of(Evidence record, boolean waiting) {
        return new Line(
                "From control to proof",
                List.of(
                        control(record),
                        Line.Station.gap("Rule", "Rules are not kept here yet: it speaks for its controls", "", "/"),
                        check(record),
                        Line.Station.gap(
                                "Change", "Changes are not kept here yet: one can be handed in like this", "", "/"),
                        Line.Station.of(
                                "Evidence",
                                1,
                                record.supersededBy() == null ? State.pass("recorded") : State.draft("superseded"),
                                record.controls().isEmpty()
                                        ? "/evidence"
                                        : "/evidence?control="
                                                + record.controls().first()),
                        Line.Station.of(
                                "Proof",
                                1,
                                waiting ? State.waits("waits for the ledger") : State.pass("in the ledger"),
                                "/journal?object=evidence:" + record.id())));
    }

    private static Line.Station control(Evidence record) {
        return record.controls().isEmpty()
                ? Line.Station.gap("Control", "It speaks for no control", "", "/")
                : Line.Station.of(
                        "Control",
                        record.controls().size(),
                        State.draft("named"),
                        "/controls/" + record.controls().first());
    }

    private static Line.Station check(Evidence record) {
        return switch (record.source()) {
            case EvidenceSource.Scan scan ->
                Line.Station.of("Check", 1, State.draft("scan"), "/scans/" + scan.reference());
            case EvidenceSource.Review review ->
                Line.Station.of("Check", 1, State.draft("access review"), "/access-reviews/" + review.reference());
            case EvidenceSource.Upload _ -> Line.Station.gap("Check", "Handed in by a person", "", "/");
            case EvidenceSource.External _ -> Line.Station.gap("Check", "Handed in by an external party", "", "/");
        };
    }
}
