package plumbline.server.inbox.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");

    @Test
    void comesThirtySevenAndOneDaysBeforeAndAfterwards() {
        assertThat(at("2028-03-31")).isEqualTo("none");
        assertThat(at("2028-03-30")).isEqualTo("30 days before");
        assertThat(at("2028-03-08")).isEqualTo("30 days before");
        assertThat(at("2028-03-07")).isEqualTo("7 days before");
        assertThat(at("2028-03-02")).isEqualTo("7 days before");
        assertThat(at("2028-03-01")).isEqualTo("1 day before");
        assertThat(at("2028-02-29")).isEqualTo("1 day before");
        assertThat(at("2028-02-28")).isEqualTo("overdue");
        assertThat(at("2028-02-27")).isEqualTo("overdue");
        assertThat(at("2028-02-26")).isEqualTo("escalated");
    }

    private static String at(String deadline) {
        return Moment.of(LocalDate.parse(deadline), TODAY, 3).map(Moment::word).orElse("none");
    }
}
