package plumbline.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The line from rule to proof, as a row of stations: the element that every record shows.
public record Line(String label, List<Station> stations) {

    public Line {
        stations = List.copyOf(stations);
        if (stations.isEmpty()) {
            throw new IllegalArgumentException("stations must not be empty");
        }
    }

    /// One stop of the line: how many there are, the worst state among them, and where their list is. A gap has no
    /// state but says what is missing and the next step.
    public record Station(
            String label, long count, @Nullable State worst, String href, String gap, String step) {

        public Station {
            Links.safe(href);
            if (count < 0) {
                throw new IllegalArgumentException("count must be at least 0, but is " + count);
            }
            if (worst == null && gap.isBlank()) {
                throw new IllegalArgumentException("a station needs a state or a gap: " + label);
            }
        }

        /// A station with something in it. `href` is a list page; its element `#list` opens in place.
        public static Station of(String label, long count, State worst, String href) {
            return new Station(label, count, worst, href, "", "");
        }

        /// What is missing here ("No rule covers this") and the next step ("Write one") with its page.
        public static Station gap(String label, String missing, String step, String href) {
            return new Station(label, 0, null, href, missing, step);
        }

        public boolean isGap() {
            return !gap.isBlank();
        }
    }
}
