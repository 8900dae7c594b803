package plumbline.server.inbox.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

class EveryTest {

    @Test
    void aThirtyFirstIsTheLastDayOfShorterMonths() {
        assertThat(days(Every.MONTH, "2026-01-31", "2026-01-01", "2026-07-31"))
                .containsExactly(
                        "2026-01-31",
                        "2026-02-28",
                        "2026-03-31",
                        "2026-04-30",
                        "2026-05-31",
                        "2026-06-30",
                        "2026-07-31");
        assertThat(days(Every.QUARTER, "2026-11-30", "2026-11-30", "2027-12-31"))
                .containsExactly("2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30", "2027-11-30");
    }

    @Test
    void aLeapDayComesRoundEveryYear() {
        assertThat(days(Every.YEAR, "2024-02-29", "2024-01-01", "2028-12-31"))
                .containsExactly("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29");
        assertThat(days(Every.MONTH, "2028-01-30", "2028-02-01", "2028-03-31"))
                .containsExactly("2028-02-29", "2028-03-30");
    }

    @Test
    void weeksKeepTheirDayOverTheTurnOfTheYear() {
        assertThat(days(Every.WEEK, "2026-12-21", "2026-12-25", "2027-01-11"))
                .containsExactly("2026-12-28", "2027-01-04", "2027-01-11");
    }

    @Test
    void findsTheSameDaysAsCountingThemOneByOne() {
        var random = Seeds.random("EveryTest");
        for (int i = 0; i < 500; i++) {
            var every = List.of(Every.values()).get(random.nextInt(4));
            var start = LocalDate.ofEpochDay(18_000 + random.nextInt(4_000));
            var day = start.plusDays(random.nextInt(3_000) - 200);
            var round = start;
            for (int n = 0; round.isBefore(day); n++) {
                round = switch (every) {
                    case WEEK -> start.plusWeeks(n);
                    case MONTH -> start.plusMonths(n);
                    case QUARTER -> start.plusMonths(3L * n);
                    case YEAR -> start.plusYears(n);
                };
            }
            assertThat(every.onOrAfter(start, day))
                    .as("%s from %s on %s", every, start, day)
                    .isEqualTo(round);
        }
    }

    private static List<String> days(Every every, String start, String from, String to) {
        return new ArrayList<>(every.between(LocalDate.parse(start), LocalDate.parse(from), LocalDate.parse(to)))
                .stream().map(LocalDate::toString).toList();
    }
}
