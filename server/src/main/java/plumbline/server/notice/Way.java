package plumbline.server.notice;

import java.util.Arrays;
import java.util.Optional;

/// A way by which a notice reaches somebody; the words are those of the database.
public enum Way {
    IN_APP("in-app"),
    E_MAIL("e-mail"),
    CHAT("chat");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<Way> find(String word) {
        return Arrays.stream(values()).filter(way -> way.word.equals(word)).findFirst();
    }

    static Way of(String word) {
        return find(word).orElseThrow(() -> new IllegalStateException("no way is called " + word));
    }
}
