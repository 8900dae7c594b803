package plumbline.server.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A state as it is shown: always its word, and a kind that decides shape and colour of the mark beside it.
public record State(Kind kind, String word) {

    /// What a state means to the reader, from best to worst: the order in which a summary picks its worst.
    public enum Kind {
        PASS,
        DRAFT,
        WAIT,
        STALE,
        UNKNOWN,
        ERROR,
        FAIL;

        /// The suffix of the style classes `state-…`.
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State {
        if (word.isBlank()) {
            throw new IllegalArgumentException("word must not be blank: colour alone says nothing");
        }
    }

    public static State pass(String word) {
        return new State(Kind.PASS, word);
    }

    public static State fail(String word) {
        return new State(Kind.FAIL, word);
    }

    public static State waits(String word) {
        return new State(Kind.WAIT, word);
    }

    public static State unknown(String word) {
        return new State(Kind.UNKNOWN, word);
    }

    public static State draft(String word) {
        return new State(Kind.DRAFT, word);
    }

    public static State stale(String word) {
        return new State(Kind.STALE, word);
    }

    public static State error(String word) {
        return new State(Kind.ERROR, word);
    }

    /// The worst of many; empty if there are none, for none is not a pass.
    public static Optional<State> worst(List<State> states) {
        return states.stream().max(Comparator.comparing(State::kind));
    }
}
