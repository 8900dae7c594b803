package plumbline.server.decision;

import java.util.Arrays;
import java.util.Optional;
import plumbline.server.web.State;

/// Where a decision stands; the words are those of the database, the API and pages.
public enum DecisionState {
    OPEN("open"),
    /// Approved, and in force; an independent review is still to follow.
    REVIEW_DUE("review due"),
    APPROVED("approved"),
    REJECTED("rejected"),
    /// The object changed.
    VOIDED("voided"),
    EXPIRED("expired"),
    /// Whoever asked no longer asks.
    WITHDRAWN("withdrawn");

    private final String word;

    DecisionState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Whether somebody still has to vote.
    public boolean waits() {
        return this == OPEN || this == REVIEW_DUE;
    }

    /// Whether what was asked for is allowed.
    public boolean approves() {
        return this == APPROVED || this == REVIEW_DUE;
    }

    /// As pages show it.
    public State shown() {
        return switch (this) {
            case OPEN -> State.waits(word);
            case REVIEW_DUE -> State.waits("approved, review due");
            case APPROVED -> State.pass(word);
            case REJECTED -> State.fail(word);
            case VOIDED, EXPIRED, WITHDRAWN -> State.draft(word);
        };
    }

    static Optional<DecisionState> find(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
