package plumbline.server.notice;

import java.util.Arrays;
import java.util.Optional;
import plumbline.server.web.State;

/// What became of telling somebody by one way; the words are those of the database.
public enum DeliveryState {
    WAITING("waiting"),
    SENT("sent"),
    READ("read"),
    FAILED("failed"),
    SUPPRESSED("suppressed");

    private final String word;

    DeliveryState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<DeliveryState> find(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    static DeliveryState of(String word) {
        return find(word).orElseThrow(() -> new IllegalStateException("no delivery is " + word));
    }

    public State shown() {
        return switch (this) {
            case WAITING -> State.waits(word);
            case SENT, READ -> State.pass(word);
            case FAILED -> State.fail(word);
            case SUPPRESSED -> State.unknown(word);
        };
    }
}
