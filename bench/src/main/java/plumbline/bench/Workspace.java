package plumbline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that is there for as long as a benchmark runs.
public final class Workspace implements AutoCloseable {
    private final Path folder;

    public Workspace() throws IOException {
        this.folder = Files.createTempDirectory("plumbline-bench");
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
