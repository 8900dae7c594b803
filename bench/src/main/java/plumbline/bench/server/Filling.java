package plumbline.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a data folder was filled with, by which benchmark and how much: a file in it says so. Figures of different data
/// cannot be compared.
record Filling(Path home, String content) {
    private static final String FILE = "bench-filled";

    /// Whether the folder has it from an earlier run.
    ///
    /// @throws IllegalArgumentException when it was filled with something else
    boolean isThere() throws IOException {
        if (!Files.exists(home.resolve(FILE))) {
            return false;
        }
        String found = Files.readString(home.resolve(FILE)).strip();
        if (!found.equals(content)) {
            throw new IllegalArgumentException("--home must be filled with \"%s\" or not at all, but %s is with \"%s\""
                    .formatted(content, home, found));
        }
        return true;
    }

    void done() throws IOException {
        Files.writeString(home.resolve(FILE), content + "\n");
    }
}
