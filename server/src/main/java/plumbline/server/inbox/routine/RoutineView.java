package plumbline.server.inbox.routine;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.Option;
import plumbline.server.web.State;

/// Routines as their pages show them.
///
/// @param newest the newest round of each, by number
/// @param offers templates that nobody has adopted yet
public record RoutineView(
        List<Routine> routines, Map<Long, Round> newest, List<Offer> offers, LocalDate today, boolean mayKeep) {

    /// A template as the page offers it.
    public record Offer(String word, String title, String every) {
        static Offer of(RoutineTemplate template) {
            return new Offer(template.word(), template.title(), template.every().label());
        }
    }

    /// What the selects of a form offer.
    public record Choices(List<Option> owners, List<Option> services, List<Option> every) {}

    /// One routine.
    ///
    /// @param service key of its cloud service, or empty
    public record One(Routine routine, List<Round> rounds, String service, LocalDate today, boolean mayKeep) {}

    public static State state(Routine routine) {
        return switch (routine.state()) {
            case ACTIVE -> State.pass("active");
            case PAUSED -> State.waits("paused");
            case ENDED -> State.draft("ended");
        };
    }

    /// What became of a round; unknown where there has been none.
    public static State state(@Nullable Round round, LocalDate today) {
        if (round == null) {
            return State.unknown("none yet");
        }
        return switch (round.state()) {
            case "done" -> State.pass("done");
            case "cancelled" -> State.draft("cancelled");
            case "missed" -> State.fail("missed");
            default ->
                round.deadline() != null && round.deadline().isBefore(today)
                        ? State.fail("overdue")
                        : State.waits("open");
        };
    }
}
