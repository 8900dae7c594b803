package plumbline.posture.value;

import java.util.ArrayList;
import java.util.List;

/// Builds a text out of known and unknown parts.
public final class Pieces {
    private static final int LONGEST = 10_000_000;
    private static final int MOST = 10_000;

    private final List<Value> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int length;

    public void add(String part) {
        length += part.length();
        if (length > LONGEST) {
            throw ValueError.limit("the text would be longer than " + LONGEST + " characters");
        }
        text.append(part);
    }

    /// Adds a text, a number, a boolean or an unknown; anything else cannot be part of a text.
    public void add(Value part) {
        switch (part) {
            case Unknown unknown
            when unknown.pieces().isEmpty() -> {
                flush();
                done.add(unknown);
            }
            case Unknown unknown -> unknown.pieces().forEach(this::add);
            default ->
                add(part.asText()
                        .orElseThrow(() -> new ValueError(
                                "a text cannot contain " + Conversion.kind(part) + "; convert it first")));
        }
        if (done.size() > MOST) {
            throw ValueError.limit("the text would have more than " + MOST + " unknown parts");
        }
    }

    /// The text, or an unknown that keeps the pieces.
    public Value join() {
        if (done.isEmpty()) {
            return new Text(text.toString());
        }
        flush();
        return Unknown.ofPieces(done);
    }

    private void flush() {
        if (!text.isEmpty()) {
            done.add(new Text(text.toString()));
            text.setLength(0);
        }
    }
}
