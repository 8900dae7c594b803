package plumbline.server.evidence.pack;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.InvalidFields;
import plumbline.server.web.Field;

/// What somebody typed to export a pack; what was left out is empty.
///
/// @param services keys of the services, each of which gets its pack
/// @param from first day
/// @param to last day, included
public record PackForm(
        @Nullable List<String> services,
        @Nullable String from,
        @Nullable String to,
        @Nullable String edition,
        @Nullable String title) {

    List<String> keys() {
        return services == null ? List.of() : services;
    }

    String editionId() {
        return text(edition);
    }

    /// @throws InvalidFields naming what cannot be taken
    NewPack asked() {
        InvalidFields.all(() -> day("from", from, 0), () -> day("to", to, 1), () -> NewPack.checkTitle(text(title)));
        return new NewPack(day("from", from, 0), day("to", to, 1), text(edition), text(title));
    }

    /// Services, first and last day, edition, title.
    List<Field> fields(@Nullable InvalidFields refused) {
        return List.of(
                field("services", "Services", "", refused).hinted("Each gets a pack of its own."),
                field("from", "First day", text(from), refused).needed(),
                field("to", "Last day", text(to), refused).needed().hinted("Included. Days are UTC."),
                field("edition", "Edition", text(edition), refused).needed(),
                field("title", "Title", text(title), refused)
                        .hinted("What you call it, for example the audit it is for. It stays on this server."));
    }

    private static Field field(String name, String label, String value, @Nullable InvalidFields refused) {
        var field = Field.of(name, label, value);
        return refused == null ? field : field.refused(refused.rule(name));
    }

    private static Instant day(String field, @Nullable String text, int later) {
        try {
            return LocalDate.parse(text(text).strip())
                    .plusDays(later)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new InvalidFields(field, "must be a day such as 2026-11-30");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
