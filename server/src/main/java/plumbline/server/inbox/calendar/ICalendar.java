package plumbline.server.inbox.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Writes a calendar of whole days as RFC 5545 has it: CRLF, lines of at most 75 octets, text escaped. The same events
/// give the same bytes.
final class ICalendar {
    private static final int LINE_OCTETS = 75;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();

    private ICalendar() {}

    /// One whole day.
    ///
    /// @param uid the same for the same thing for ever
    /// @param changed when it was changed last
    /// @param sequence grows with each change
    record Event(String uid, LocalDate day, Instant changed, int sequence, Words words) {}

    /// What a calendar shows of an event.
    record Words(String summary, String description, String url, String category) {}

    static byte[] of(String name, List<Event> events) {
        var calendar = new ICalendar();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Plumbline//Inbox//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("NAME", text(name));
        calendar.line("X-WR-CALNAME", text(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.line("X-PUBLISHED-TTL", "PT1H");
        events.forEach(calendar::event);
        calendar.line("END", "VCALENDAR");
        return calendar.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void event(Event event) {
        line("BEGIN", "VEVENT");
        line("UID", text(event.uid()));
        line("DTSTAMP", STAMP.format(event.changed()));
        line("DTSTART;VALUE=DATE", DateTimeFormatter.BASIC_ISO_DATE.format(event.day()));
        line(
                "DTEND;VALUE=DATE",
                DateTimeFormatter.BASIC_ISO_DATE.format(event.day().plusDays(1)));
        line("SEQUENCE", Integer.toString(event.sequence()));
        line("SUMMARY", text(event.words().summary()));
        if (!event.words().description().isEmpty()) {
            line("DESCRIPTION", text(event.words().description()));
        }
        line("URL", event.words().url());
        line("CATEGORIES", text(event.words().category()));
        // It marks a day and takes nobody's time.
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    /// Text escaped; what no calendar can show is dropped, for it could begin a property of its own.
    private static String text(String plain) {
        return plain.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /// Folds by octets, never within a character.
    private void line(String name, String value) {
        var line = name + ":" + value;
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            int size = octets(character);
            if (octets + size > LINE_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(character);
            octets += size;
            i += Character.charCount(character);
        }
        out.append("\r\n");
    }

    private static int octets(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
