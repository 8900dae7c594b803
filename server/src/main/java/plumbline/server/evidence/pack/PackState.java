package plumbline.server.evidence.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import plumbline.server.web.State;

/// How far a pack is; the words are those of the database and the API.
public enum PackState {
    QUEUED("Waits until packs asked for before are made."),
    COLLECTING("Waits until the ledger has taken in all that belongs to it, then settles what goes in."),
    SEALING("Its manifest waits for the ledger's next checkpoint."),
    WRITING("Its proofs are built and the file is written."),
    READY("The file is here, and stays as it is."),
    FAILED("There is no file."),
    CANCELLED("Somebody called it off.");

    private final String meaning;

    PackState(String meaning) {
        this.meaning = meaning;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What happens in it, in a sentence.
    public String meaning() {
        return meaning;
    }

    /// Whether something is still to be done for it.
    public boolean unfinished() {
        return before(READY);
    }

    /// Whether it comes before another on the way.
    public boolean before(PackState other) {
        return compareTo(other) < 0;
    }

    static List<String> unfinishedWords() {
        return Arrays.stream(values())
                .filter(PackState::unfinished)
                .map(PackState::word)
                .toList();
    }

    static PackState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public State shown() {
        return switch (this) {
            case QUEUED, COLLECTING, SEALING, WRITING -> State.waits(word());
            case READY -> State.pass("ready");
            case FAILED -> State.fail("failed");
            case CANCELLED -> State.draft("cancelled");
        };
    }
}
