package plumbline.server.inbox.routine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import plumbline.server.inbox.Owner;
import plumbline.server.platform.Subject;

/// Work that comes round.
///
/// @param ownerName as people call the owner
/// @param nextOn when it comes round next
/// @param version grows with each change by somebody
public record Routine(
        long number,
        Plan plan,
        String ownerName,
        State state,
        LocalDate nextOn,
        Instant createdAt,
        Instant changedAt,
        int version) {

    /// What is to be done, by whom, and how often.
    ///
    /// @param checklist one line a step
    /// @param serviceId the cloud service that it is about, or null
    /// @param startsOn its first day, from which all others are counted
    /// @param days how many days after it came round its task is due
    /// @param template the template that it was made from, or null
    record Plan(
            String title,
            String checklist,
            Owner owner,
            @Nullable Long serviceId,
            Every every,
            LocalDate startsOn,
            int days,
            @Nullable String template) {}

    /// Whether it comes round.
    public enum State {
        ACTIVE,
        PAUSED,
        ENDED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> find(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst();
        }
    }

    public String id() {
        return "RTN-%04d".formatted(number);
    }

    public String href() {
        return "/inbox/routines/" + id();
    }

    public String title() {
        return plan.title();
    }

    /// The checklist, a step each.
    public List<String> checklist() {
        return plan.checklist()
                .lines()
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .toList();
    }

    public LocalDate startsOn() {
        return plan.startsOn();
    }

    public int days() {
        return plan.days();
    }

    public String every() {
        return plan.every().label();
    }

    Routine seenAt(int seen) {
        return new Routine(number, plan, ownerName, state, nextOn, createdAt, changedAt, seen);
    }

    Subject subject() {
        return new Subject("routine", id(), plan.serviceId());
    }

    /// The number in an id such as `RTN-0012`.
    static OptionalLong number(String id) {
        return id.matches("RTN-[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(id.substring(4))) : OptionalLong.empty();
    }
}
