package plumbline.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

class DueTest {

    @Test
    void theWeekEndsOnSunday() {
        var saturday = LocalDate.parse("2026-11-28");
        var sunday = saturday.plusDays(1);
        var monday = saturday.plusDays(2);

        assertThat(Due.of(sunday, saturday)).isEqualTo(Due.WEEK);
        assertThat(Due.of(monday, saturday)).isEqualTo(Due.LATER);
        assertThat(Due.of(monday, sunday)).isEqualTo(Due.LATER);
        assertThat(Due.of(sunday, sunday)).isEqualTo(Due.TODAY);
        assertThat(Due.of(sunday, monday)).isEqualTo(Due.OVERDUE);
    }

    @Test
    void theBoundsOfEachKindHoldExactlyItsDays() {
        var random = Seeds.random("DueTest");
        for (int i = 0; i < 2_000; i++) {
            var today = LocalDate.ofEpochDay(20_000 + random.nextInt(2_000));
            var deadline = today.plusDays(random.nextInt(41) - 20);
            for (var due : Due.values()) {
                var from = due.from(today);
                var to = due.to(today);
                var within = (from == null || !deadline.isBefore(from)) && (to == null || !deadline.isAfter(to));
                assertThat(within).as("%s on %s: %s", deadline, today, due).isEqualTo(Due.of(deadline, today) == due);
            }
        }
    }
}
