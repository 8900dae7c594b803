package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void drawsStationsAndGaps() {
        var line = new Line(
                "From rule to proof",
                List.of(
                        Line.Station.of("Control", 1204, State.fail("failing"), "/controls/9.1.2"),
                        Line.Station.gap("Rule", "No rule covers this", "Write one", "/rules/new")));
        assertThat(trimmed(Gallery.html(Gallery.PARTS.webLine(line)))).isEqualTo("""
                <section class="line-box" aria-label="From rule to proof">
                <ol class="line">
                <li class="station">
                <a class="station-link" href="/controls/9.1.2" data-opens="list" hx-get="/controls/9.1.2" hx-select="#list" \
                hx-target="next .line-panel" hx-swap="innerHTML">
                <span class="station-label">Control</span>
                <span class="track"><i class="node node-fail"></i></span>
                <span class="station-text"><b>1\u202f204</b> <span class="word-fail">failing</span></span>
                </a>
                </li>
                <li class="station gap">
                <span class="station-label">Rule</span>
                <span class="track"><i class="node node-gap"></i></span>
                <span class="station-text">No rule covers this</span>
                <a class="step" href="/rules/new">Write one</a>
                </li>
                </ol>
                <div class="line-panel"></div>
                </section>""");
    }

    @Test
    void drawsAStateAsMarkAndWord() {
        assertThat(Gallery.state(State.waits("in review")).strip())
                .isEqualTo("<span class=\"state state-wait\"><i class=\"dot dot-wait\"></i>in review</span>");
    }

    @Test
    void aStationSaysEitherItsStateOrWhatIsMissing() {
        assertThatThrownBy(() -> new Line.Station("Rule", 1, null, "/rules", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Line.Station.of("Rule", 1, State.pass("ok"), "javascript:evil()"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStateHasAlwaysAWord() {
        assertThatThrownBy(() -> State.pass(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWorstOfNoneIsNotAPass() {
        assertThat(State.worst(List.of())).isEmpty();
        assertThat(State.worst(List.of(State.pass("met"), State.unknown("unknown"), State.stale("stale"))))
                .contains(State.unknown("unknown"));
        assertThat(State.worst(List.of(State.error("error"), State.fail("failing"))))
                .contains(State.fail("failing"));
    }

    private static String trimmed(String html) {
        return html.lines()
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .reduce((all, row) -> all + "\n" + row)
                .orElse("");
    }
}
