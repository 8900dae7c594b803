package plumbline.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // over midnight, in winter an hour ahead of UTC
        "22:00, 07:00, Europe/Berlin, 2026-11-23T20:59:59Z, 2026-11-23T20:59:59Z",
        "22:00, 07:00, Europe/Berlin, 2026-11-23T21:00:00Z, 2026-11-24T06:00:00Z",
        "22:00, 07:00, Europe/Berlin, 2026-11-24T05:59:59Z, 2026-11-24T06:00:00Z",
        "22:00, 07:00, Europe/Berlin, 2026-11-24T06:00:00Z, 2026-11-24T06:00:00Z",
        // within a day
        "12:00, 13:00, UTC, 2026-11-23T12:30:00Z, 2026-11-23T13:00:00Z",
        "12:00, 13:00, UTC, 2026-11-23T13:00:00Z, 2026-11-23T13:00:00Z",
        // on a day that loses an hour, and one that gains one
        "22:00, 07:00, Europe/Berlin, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
        "22:00, 07:00, Europe/Berlin, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
        // an end that does not exist on that day
        "01:00, 02:30, Europe/Berlin, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z"
    })
    void saysWhenItIsQuietNoLonger(String begins, String ends, String zone, Instant at, Instant clear) {
        assertThat(QuietHours.parse(begins, ends, zone).orElseThrow().clear(at)).isEqualTo(clear);
    }

    @Test
    void refusesWhatIsNoTimeOrZone() {
        assertThat(QuietHours.parse("22:00", "22:00", "UTC")).isEmpty();
        assertThat(QuietHours.parse("25:00", "07:00", "UTC")).isEmpty();
        assertThat(QuietHours.parse("", "07:00", "UTC")).isEmpty();
        assertThat(QuietHours.parse("22:00", "07:00", "Nowhere/Land")).isEmpty();
        assertThat(QuietHours.parse("22:00", "07:00", "GMT+99")).isEmpty();
    }
}
