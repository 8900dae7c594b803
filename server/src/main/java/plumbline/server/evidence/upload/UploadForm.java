package plumbline.server.evidence.upload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.server.api.InvalidFields;
import plumbline.server.evidence.Period;
import plumbline.server.web.Field;
import plumbline.server.web.Format;

/// What is said of a file; what was left out is empty.
///
/// @param kind id of one of the catalogue's kinds of evidence
/// @param service key of the cloud service that it is about, or empty
/// @param controls references such as 2015/12.4.1, or ids of the edition 2015, with commas or spaces between
/// @param observedAt when it was true, in UTC; now if empty
/// @param holdsUntil until when it stays true, in UTC, or empty
/// @param fileName the file's name, where the file does not bring it
public record UploadForm(
        @Nullable String title,
        @Nullable String kind,
        @Nullable String service,
        @Nullable String controls,
        @Nullable String observedAt,
        @Nullable String holdsUntil,
        @Nullable String fileName) {
    private static final String EDITION = "2015/";
    private static final int MOST_CONTROLS = 50;
    private static final int LONGEST_TITLE = 300;

    String checkedTitle() {
        var line = text(title).strip();
        if (line.isEmpty() || line.length() > LONGEST_TITLE || line.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFields("title", "must be one line of 1 to " + LONGEST_TITLE + " characters");
        }
        return line;
    }

    Set<ControlRef> references() {
        var references = new TreeSet<ControlRef>();
        for (var word : text(controls).strip().split("[\\s,;]+", -1)) {
            try {
                if (!word.isEmpty()) {
                    references.add(ControlRef.parse(word.contains("/") ? word : EDITION + word));
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidFields("controls", "must be like 12.4.1 or 2026/8.24, but one is " + word);
            }
        }
        if (references.size() > MOST_CONTROLS) {
            throw new InvalidFields("controls", "must be at most " + MOST_CONTROLS);
        }
        return references;
    }

    Period period(Instant now) {
        InvalidFields.all(() -> from(now), () -> to(now));
        var from = from(now);
        var to = text(holdsUntil).isBlank() ? from : to(now);
        if (to.isBefore(from)) {
            throw new InvalidFields("holdsUntil", "must not be before it was observed");
        }
        return new Period(from, to);
    }

    private Instant from(Instant now) {
        var from = text(observedAt).isBlank() ? now : time("observedAt", text(observedAt));
        if (from.isAfter(now)) {
            throw new InvalidFields("observedAt", "must not lie in the future");
        }
        return from;
    }

    private Instant to(Instant now) {
        return text(holdsUntil).isBlank() ? now : time("holdsUntil", text(holdsUntil));
    }

    /// As forms send it, or with a zone as programs do.
    private static Instant time(String field, String typed) {
        var text = typed.strip();
        try {
            var time = text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            var year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1970 && year <= 2200) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // said below, in the same words as a year out of range
        }
        throw new InvalidFields(field, "must be a time such as 2026-11-23T10:00");
    }

    /// File, title, kind, service, controls, observed, until.
    List<Field> fields(long maxBytes, @Nullable InvalidFields refused) {
        var most = Format.bytes(maxBytes);
        return List.of(
                field("file", "File", "", refused)
                        .needed()
                        .hinted("At most " + most + "."
                                + (refused == null ? "" : " Choose the file again: a browser does not keep it.")),
                field("title", "Title", text(title), refused).needed().hinted("What it shows, in one line."),
                field("kind", "Kind", text(kind), refused).needed(),
                field("service", "Service", text(service), refused),
                field("controls", "Controls", text(controls), refused)
                        .hinted("Those that it speaks for, such as 12.4.1, CLD.9.5.1, 2026/8.24."),
                field("observedAt", "True at", text(observedAt), refused).hinted("UTC. Empty: now."),
                field("holdsUntil", "Holds until", text(holdsUntil), refused)
                        .hinted("UTC, for what is true over a time, such as a certificate."));
    }

    private static Field field(String name, String label, String value, @Nullable InvalidFields refused) {
        var field = Field.of(name, label, value);
        return refused == null ? field : field.refused(refused.rule(name));
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
