package plumbline.server.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;

/// Something that somebody has to do.
///
/// @param byHand whether people may say that it is done
/// @param version grows with each change; a decision names the one it saw
/// @param closed how it ended, or null while it is open
public record Task(
        long number,
        String kind,
        About about,
        Words words,
        Held held,
        @Nullable Long serviceId,
        LocalDate deadline,
        boolean byHand,
        Instant openedAt,
        Instant changedAt,
        int version,
        @Nullable Closed closed) {

    /// What is to be done.
    public record Words(String title, String note) {}

    /// Who has it.
    ///
    /// @param takenFrom the role or team from which a person took it, or null
    /// @param escalatedTo who was told because it is overdue, or null
    public record Held(
            Named by, @Nullable Named takenFrom, @Nullable Named escalatedTo) {}

    /// An owner and what people call it.
    public record Named(Owner owner, String name) {}

    /// How it ended, when and by whom.
    public record Closed(Outcome outcome, String byId, String byName) {}

    /// Where a task stands.
    public enum State {
        OPEN,
        DONE,
        CANCELLED;

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
        return "TSK-%04d".formatted(number);
    }

    public String href() {
        return "/inbox/" + id();
    }

    public State state() {
        return closed == null ? State.OPEN : closed.outcome().state();
    }

    /// The task as somebody saw it at a version, which a decision about it names.
    Task seenAt(int seen) {
        return new Task(
                number, kind, about, words, held, serviceId, deadline, byHand, openedAt, changedAt, seen, closed);
    }

    /// Whether it is a task of this person alone.
    boolean isOf(Actor actor) {
        return held.by().owner() instanceof Owner.Person(var id) && actor.id().equals("account:" + id);
    }

    Subject subject() {
        return new Subject("task", id(), serviceId);
    }

    /// The number in an id such as `TSK-0012`.
    static OptionalLong number(String id) {
        return id.matches("TSK-[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(id.substring(4))) : OptionalLong.empty();
    }
}
