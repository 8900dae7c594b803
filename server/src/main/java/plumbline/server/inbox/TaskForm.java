package plumbline.server.inbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.Field;
import plumbline.server.web.Links;

/// What somebody typed to open a task by hand; what was left out is empty.
public record TaskForm(
        @Nullable String title,
        @Nullable String note,
        @Nullable String owner,
        @Nullable String service,
        @Nullable String deadline,
        @Nullable String link) {
    static final TaskForm EMPTY = new TaskForm("", "", "", "", "", "");
    private static final int MAX_LINK = 500;

    /// The task that is meant.
    ///
    /// @param serviceId of the service that was named, or null
    /// @throws InvalidTask naming the field that cannot be taken
    NewTask task(LocalDate today, @Nullable Long serviceId) {
        var name = text(title).strip();
        if (name.isEmpty() || name.length() > NewTask.MAX_TITLE) {
            throw new InvalidTask("title", "must have 1 to 200 characters");
        }
        if (text(note).length() > NewTask.MAX_NOTE) {
            throw new InvalidTask("note", "must have at most 4000 characters");
        }
        var who = Owner.parse(text(owner))
                .orElseThrow(() -> new InvalidTask("owner", "must be a person, a role or a team"));
        var due = day("deadline", deadline);
        if (due.isBefore(today)) {
            throw new InvalidTask("deadline", "must not be over already");
        }
        var about = new About(About.NOTHING.kind(), "", path(text(link).strip()));
        return new NewTask(
                TaskKind.BY_HAND.word(), about, who, name, text(note).strip(), serviceId, due, true, Set.of());
    }

    private static String path(String typed) {
        if (!typed.isEmpty()) {
            if (typed.length() > MAX_LINK || !typed.startsWith("/")) {
                throw new InvalidTask("link", "must be the path of a page here, such as /findings/FND-0042");
            }
            try {
                Links.safe(typed);
            } catch (IllegalArgumentException elsewhere) {
                throw new InvalidTask("link", "must be the path of a page here, such as /findings/FND-0042");
            }
        }
        return typed;
    }

    static LocalDate day(String field, @Nullable String typed) {
        try {
            var day = LocalDate.parse(text(typed).strip());
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeException notADay) {
            // said below, in the same words as a day out of range
        }
        throw new InvalidTask(field, "must be a day such as 2026-11-30");
    }

    /// Title, note, owner, service, deadline and link, with the message beside the one that was refused.
    List<Field> fields(@Nullable InvalidTask refused) {
        return List.of(
                field("title", "What is to be done", title, refused).needed(),
                field("note", "How", note, refused),
                field("owner", "Who does it", owner, refused).needed(),
                field("service", "Cloud service", service, refused)
                        .hinted("Then only those see it whose rights reach that service."),
                field("deadline", "Deadline", deadline, refused)
                        .needed()
                        .hinted("The last day on which it is in time. Days are UTC."),
                field("link", "Where", link, refused)
                        .hinted("The path of the page where the work is done, for example /findings/FND-0042."));
    }

    private static Field field(String name, String label, @Nullable String value, @Nullable InvalidTask refused) {
        var field = Field.of(name, label, text(value));
        return refused != null && refused.field().equals(name) ? field.refused(label + " " + refused.rule()) : field;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
