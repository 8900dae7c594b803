package plumbline.server.decision.matter;

import java.util.Arrays;

/// How somebody takes part in what is decided on, which may keep them from voting on it.
public enum PartyRole {
    AUTHOR("author", "wrote part of it"),
    REQUESTER("requester", "asked for the decision"),
    IMPLEMENTER("implementer", "carries it out");

    private final String word;
    private final String deed;

    PartyRole(String word, String deed) {
        this.word = word;
        this.deed = deed;
    }

    public String word() {
        return word;
    }

    /// What they did, as the end of a sentence.
    public String deed() {
        return deed;
    }

    public static PartyRole of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("role must be known, but is " + word));
    }
}
