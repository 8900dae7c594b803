package plumbline.server.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/// The company's Terraform as it was: a copy of the present tree with the files of its folder `earlier` in their
/// places.
record EarlierTree(Path folder) implements AutoCloseable {
    private static final String EARLIER = "earlier";

    static EarlierTree of(Path company) {
        try {
            var folder = Files.createTempDirectory("plumbline-earlier");
            for (var file : files(company)) {
                if (!file.startsWith(EARLIER)) {
                    copy(company.resolve(file), folder.resolve(file));
                }
            }
            for (var file : files(company.resolve(EARLIER))) {
                copy(company.resolve(EARLIER).resolve(file), folder.resolve(file));
            }
            return new EarlierTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
