package plumbline.server.web;

import java.util.List;

/// A piece of a file with its line numbers; `marked` is the number of the line that matters, 0 for none.
public record Snippet(String file, int firstLine, int marked, List<String> lines) {

    public Snippet {
        lines = List.copyOf(lines);
        if (firstLine < 1) {
            throw new IllegalArgumentException("firstLine must be at least 1, but is " + firstLine);
        }
    }
}
