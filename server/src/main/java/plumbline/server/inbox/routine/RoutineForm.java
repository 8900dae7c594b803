package plumbline.server.inbox.routine;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Owner;
import plumbline.server.web.Field;

/// What somebody typed about a routine; what was left out is empty.
///
/// @param version the version that the form was filled from, 0 for a new routine
public record RoutineForm(
        @Nullable String title,
        @Nullable String checklist,
        @Nullable String owner,
        @Nullable String service,
        @Nullable String every,
        @Nullable String startsOn,
        @Nullable String days,
        @Nullable String template,
        @Nullable Integer version) {
    private static final int MOST_DAYS = 365;

    static RoutineForm blank(LocalDate today) {
        return new RoutineForm("", "", "", "", Every.MONTH.word(), today.toString(), "7", "", 0);
    }

    static RoutineForm of(RoutineTemplate template, LocalDate today) {
        return new RoutineForm(
                template.title(),
                template.checklist(),
                Owner.role(template.owner()).key(),
                "",
                template.every().word(),
                today.toString(),
                Integer.toString(template.days()),
                template.word(),
                0);
    }

    static RoutineForm of(Routine routine, String service) {
        var plan = routine.plan();
        return new RoutineForm(
                plan.title(),
                plan.checklist(),
                plan.owner().key(),
                service,
                plan.every().word(),
                plan.startsOn().toString(),
                Integer.toString(plan.days()),
                plan.template(),
                routine.version());
    }

    int seenVersion() {
        return version == null ? 0 : version;
    }

    /// The plan that is meant.
    ///
    /// @param serviceId of the service that was named, or null
    /// @throws InvalidRoutine naming the field that cannot be taken
    Routine.Plan plan(@Nullable Long serviceId) {
        var name = text(title).strip();
        if (name.isEmpty() || name.length() > NewTask.MAX_TITLE) {
            throw new InvalidRoutine("title", "must have 1 to 200 characters");
        }
        if (text(checklist).length() > NewTask.MAX_NOTE) {
            throw new InvalidRoutine("checklist", "must have at most 4000 characters");
        }
        return new Routine.Plan(
                name,
                text(checklist).replace("\r\n", "\n").strip(),
                Owner.parse(text(owner))
                        .orElseThrow(() -> new InvalidRoutine("owner", "must be a person, a role or a team")),
                serviceId,
                Every.find(text(every))
                        .orElseThrow(() -> new InvalidRoutine("every", "must be week, month, quarter or year")),
                begin(),
                time(),
                RoutineTemplate.find(text(template)).map(RoutineTemplate::word).orElse(null));
    }

    private LocalDate begin() {
        try {
            var day = LocalDate.parse(text(startsOn).strip());
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeException notADay) {
            // said below, in the same words as a day out of range
        }
        throw new InvalidRoutine("startsOn", "must be a day such as 2026-11-30");
    }

    private int time() {
        var typed = text(days).strip();
        if (typed.matches("[0-9]{1,3}") && Integer.parseInt(typed) <= MOST_DAYS) {
            return Integer.parseInt(typed);
        }
        throw new InvalidRoutine("days", "must be 0 to " + MOST_DAYS);
    }

    /// Title, checklist, owner, service, how often, first day and days, with the message beside the one refused.
    List<Field> fields(@Nullable InvalidRoutine refused) {
        return List.of(
                field("title", "What is to be done", title, refused).needed(),
                field("checklist", "Checklist", checklist, refused).hinted("One step a line; each task shows it."),
                field("owner", "Who does it", owner, refused).needed(),
                field("service", "Cloud service", service, refused)
                        .hinted("Then only those see it whose rights reach that service."),
                field("every", "How often", every, refused).needed(),
                field("startsOn", "First day", startsOn, refused)
                        .needed()
                        .hinted("All others are counted from it; a 31st is the last day of shorter months. UTC."),
                field("days", "Days to do it", days, refused)
                        .needed()
                        .hinted("How many days after it came round its task is due."));
    }

    private static Field field(String name, String label, @Nullable String value, @Nullable InvalidRoutine refused) {
        var field = Field.of(name, label, text(value));
        return refused != null && refused.field().equals(name) ? field.refused(label + " " + refused.rule()) : field;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
