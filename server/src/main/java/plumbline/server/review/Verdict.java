package plumbline.server.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import plumbline.server.web.State;

/// What was decided about an access.
public enum Verdict {
    KEEP("kept"),
    CHANGE("changed"),
    REVOKE("revoked"),
    /// It had ended before anybody decided.
    ENDED("ended meanwhile");

    private final String participle;

    Verdict(String participle) {
        this.participle = participle;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String participle() {
        return participle;
    }

    public State shown() {
        return switch (this) {
            case KEEP, CHANGE, REVOKE -> State.pass(participle);
            case ENDED -> State.draft(participle);
        };
    }

    static Optional<Verdict> find(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst();
    }
}
