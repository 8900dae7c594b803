package plumbline.server.inbox.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

class ICalendarTest {
    private static final Path GOLDEN = Path.of("src/test/resources/inbox/calendar.ics");

    @Test
    void writesWhatTheGoldenFileHas() throws IOException {
        var written = ICalendar.of(
                "Plumbline",
                List.of(
                        event("TSK-0012@plumbline.example", "2028-02-29", "Due: Renew; \"all\", at once\\now", ""),
                        event(
                                "RTN-0001-2026-12-31@plumbline.example",
                                "2026-12-31",
                                "Comes round: Prüfe die Schlüssel 🔑 der Dienste, die in diesem Quartal fällig sind",
                                "One step\r\nAnother step\nLast\rEND:VEVENT")));
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, written);
        }

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void foldsEveryLineAtMostAtSeventyFiveOctetsAndUnfoldsToTheSame() {
        var random = Seeds.random("ICalendarTest");
        var alphabet = "ab ,;\\ß€🔑\n";
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(400), 0, alphabet.codePointCount(0, alphabet.length()))
                    .forEach(at -> text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at))));
            var written = new String(
                    ICalendar.of("P", List.of(event("u", "2026-12-31", text.toString(), ""))), StandardCharsets.UTF_8);

            assertThat(written).endsWith("END:VCALENDAR\r\n").doesNotContain("\uFFFD");
            for (var line : written.split("\r\n", -1)) {
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
                assertThat(line).doesNotContain("\n").doesNotContain("\r");
            }
            var summary = written.replace("\r\n ", "")
                    .lines()
                    .filter(line -> line.startsWith("SUMMARY:"))
                    .toList();
            assertThat(summary).hasSize(1);
            assertThat(unescaped(summary.getFirst().substring("SUMMARY:".length())))
                    .isEqualTo(text.toString());
        }
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
                plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static ICalendar.Event event(String uid, String day, String summary, String description) {
        return new ICalendar.Event(
                uid,
                LocalDate.parse(day),
                Instant.parse("2026-11-23T10:00:00.123456Z"),
                2,
                new ICalendar.Words(summary, description, "https://plumbline.example/inbox/TSK-0012", "Task"));
    }
}
