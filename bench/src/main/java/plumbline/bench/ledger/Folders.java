package plumbline.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// What a benchmark wants to know of a folder, and the end of one.
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static long partialTiles(Path log) throws IOException {
        try (Stream<Path> files = Files.walk(log.resolve("tile"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(".p/"))
                    .count();
        }
    }

    static long bytes(Path log) throws IOException {
        try (Stream<Path> files = Files.walk(log.resolve("tile"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
