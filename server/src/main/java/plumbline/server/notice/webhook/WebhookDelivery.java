package plumbline.server.notice.webhook;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.State;

/// One event on its way to one endpoint.
///
/// @param messageId what the receiver knows it by, the same for each try
/// @param type of the event
/// @param at when it happened
/// @param dueAt when it is tried next, if it waits
/// @param attempts newest last; empty in lists
/// @param last the newest attempt, or null before the first
public record WebhookDelivery(
        long id,
        String messageId,
        String type,
        Instant at,
        Status status,
        int tries,
        Instant dueAt,
        @Nullable Attempt last,
        List<Attempt> attempts,
        String body) {

    public WebhookDelivery {
        attempts = List.copyOf(attempts);
    }

    /// How it stands; the words are those of the database.
    public enum Status {
        WAITING("waiting"),
        DELIVERED("delivered"),
        FAILED("failed"),
        STOPPED("stopped");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Optional<Status> find(String word) {
            return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
        }
    }

    /// One try.
    ///
    /// @param status what the receiver answered, or null when there was no answer
    /// @param answer the beginning of what it said
    /// @param trouble why it did not count, empty when it did
    public record Attempt(Instant at, @Nullable Integer status, String answer, String trouble, int tookMillis) {}

    public State shown() {
        return switch (status) {
            case WAITING -> State.waits(tries == 0 ? "waiting" : "tried again");
            case DELIVERED -> State.pass("delivered");
            case FAILED -> State.fail("failed");
            case STOPPED -> State.unknown("stopped");
        };
    }
}
