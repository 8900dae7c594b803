package plumbline.server.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class JobTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void comesRoundAfterAPause() {
        var time = JobTime.every(Duration.ofMinutes(10));

        assertThat(time.first(NOON)).isEqualTo("2026-11-23T12:10:00Z");
        assertThat(time.after(NOON)).isEqualTo("2026-11-23T12:10:00Z");
        assertThat(JobTime.atOnceAndEvery(Duration.ofHours(1)).first(NOON)).isEqualTo(NOON);
    }

    @Test
    void comesRoundAtATimeOfDayInUtc() {
        var time = JobTime.daily(LocalTime.of(2, 30));

        assertThat(time.first(NOON)).isEqualTo("2026-11-24T02:30:00Z");
        assertThat(time.after(Instant.parse("2026-11-24T02:30:00Z"))).isEqualTo("2026-11-25T02:30:00Z");
        assertThat(JobTime.cron("0 0 6 1 * *").after(NOON)).isEqualTo("2026-12-01T06:00:00Z");
    }

    @Test
    void saysWhenInWords() {
        assertThat(JobTime.every(Duration.ofSeconds(90)).words()).isEqualTo("every 90 seconds");
        assertThat(JobTime.every(Duration.ofMinutes(1)).words()).isEqualTo("every minute");
        assertThat(JobTime.every(Duration.ofMinutes(10)).words()).isEqualTo("every 10 minutes");
        assertThat(JobTime.every(Duration.ofHours(1)).words()).isEqualTo("every hour");
        assertThat(JobTime.daily(LocalTime.of(2, 5)).words()).isEqualTo("every day at 02:05 UTC");
        assertThat(JobTime.cron("0 0 6 1 * *").words()).isEqualTo("by the calendar 0 0 6 1 * * (UTC)");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> JobTime.every(Duration.ZERO)).hasMessageContaining("a second or more");
        assertThatThrownBy(() -> JobTime.cron("every friday")).isInstanceOf(IllegalArgumentException.class);
    }
}
