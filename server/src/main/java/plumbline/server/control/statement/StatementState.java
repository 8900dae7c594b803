package plumbline.server.control.statement;

import java.util.Arrays;
import plumbline.server.web.State;

/// Where a version of the statement stands; the words are those of the database, the API and pages.
public enum StatementState {
    IN_REVIEW("in review"),
    APPROVED("approved"),
    SUPERSEDED("superseded"),
    /// It was never approved, or its approval was taken back.
    ARCHIVED("archived");

    private final String word;

    StatementState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// As pages show it.
    public State shown() {
        return switch (this) {
            case IN_REVIEW -> State.waits(word);
            case APPROVED -> State.pass(word);
            case SUPERSEDED, ARCHIVED -> State.draft(word);
        };
    }

    static StatementState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("state must be known, but is " + word));
    }
}
