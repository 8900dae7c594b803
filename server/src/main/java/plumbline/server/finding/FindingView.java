package plumbline.server.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.finding.Finding.Change;
import plumbline.server.finding.Finding.CheckResult;
import plumbline.server.web.Event;
import plumbline.server.web.Line;
import plumbline.server.web.Snippet;
import plumbline.server.web.State;

/// A finding as its page shows it.
public record FindingView(
        Finding finding,
        State state,
        Line line,
        @Nullable Snippet snippet,
        Event.History history,
        List<CheckResult> others) {

    /// Where the scan that saw it last is kept as evidence.
    ///
    /// @param id of the evidence, or null while the scan is not complete
    /// @param proven whether the ledger has it already
    record Proof(@Nullable String id, boolean proven) {}

    static FindingView of(Finding finding, List<Change> changes, List<CheckResult> others, Proof proof) {
        var history = new Event.History(changes.stream().map(FindingView::event).toList(), null);
        return new FindingView(finding, state(finding), line(finding, proof), snippet(finding), history, others);
    }

    /// What comes next and who brings it.
    public @Nullable String next() {
        return finding.state() == Finding.State.OPEN ? "closes when a re-scan sees it mended" : null;
    }

    /// The check's own sentence, where it says more than the title of the page.
    public String message() {
        var message = finding.result().words().message().strip();
        return message.equals(finding.result().found())
                        || message.equals(finding.result().foundWhere())
                ? ""
                : message;
    }

    /// What the check that failed says about itself.
    public CheckAdvice advice() {
        return CheckAdvice.of(finding.result().check(), finding.result().resource());
    }

    /// The scan that saw it last.
    public String scan() {
        return "SCN-%04d".formatted(finding.result().scan());
    }

    /// The controls of the edition in use.
    public List<String> controls() {
        return finding.result().controls().stream()
                .filter(FindingView::isDefaultEdition)
                .toList();
    }

    /// The mark and word of a finding, in lists as well.
    public static State state(Finding finding) {
        return switch (finding.state()) {
            case OPEN -> State.fail("open");
            case EXCEPTED -> State.waits("excepted");
            case FIXED -> State.pass("fixed");
        };
    }

    /// The mark and word of a check's result.
    public static State state(String result) {
        return switch (result) {
            case "pass" -> State.pass("pass");
            case "fail" -> State.fail("fail");
            case "error" -> State.error("error");
            case "stale" -> State.stale("stale");
            default -> State.unknown("unknown");
        };
    }

    private static Line line(Finding finding, Proof proof) {
        var result = finding.result();
        var controls =
                result.controls().stream().filter(FindingView::isDefaultEdition).toList();
        var stations = new ArrayList<Line.Station>();
        if (!controls.isEmpty()) {
            var met = finding.state() == Finding.State.FIXED ? State.pass("met here") : State.fail("not met");
            stations.add(Line.Station.of("Control", controls.size(), met, "/controls/" + controls.getFirst()));
        }
        stations.add(Line.Station.gap("Rule", "Rules are not kept here yet: go by the check", "", "/"));
        stations.add(
                Line.Station.of("Check", 1, state(result.result()), "/findings?state=any&check=" + result.check()));
        stations.add(Line.Station.gap("Change", "Changes are not kept here yet: mend it and scan again", "", "/"));
        if (proof.id() == null) {
            stations.add(Line.Station.gap("Evidence", "The scan is not complete", "", "/scans"));
            return new Line("From control to proof", stations);
        }
        var page = "/evidence/" + proof.id();
        stations.add(Line.Station.of("Evidence", 1, State.pass("recorded"), page));
        stations.add(Line.Station.of(
                "Proof", 1, proof.proven() ? State.pass("in the ledger") : State.waits("waits for the ledger"), page));
        return new Line("From control to proof", stations);
    }

    static boolean isDefaultEdition(String control) {
        return control.startsWith("2015/");
    }

    private static Event event(Change change) {
        var scan = "SCN-%04d".formatted(change.scan());
        var was = Objects.requireNonNullElse(change.was(), "");
        return new Event(
                change.at(),
                scan,
                "/scans/" + scan,
                was.isEmpty() ? "saw it first" : "saw another result",
                null,
                change.reason(),
                null,
                List.of(new Event.Difference("result", was, change.became())));
    }

    private static @Nullable Snippet snippet(Finding finding) {
        var text = finding.result().snippet();
        if (text.isEmpty() || !(JsonReader.read(text) instanceof JsonObject json)) {
            return null;
        }
        var lines = Objects.requireNonNullElse(json.find("lines"), new JsonArray(List.of()));
        return new Snippet(
                finding.result().place().file(),
                (int) json.integer("line"),
                (int) json.integer("marked"),
                ((JsonArray) lines).strings());
    }
}
