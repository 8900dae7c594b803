package plumbline.posture.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.ValueError;

/// The part of the disk that a load may see: the scanned path, and what lies under the boundary if one was given.
/// Directories and files are named relative to the scanned path, with `/`. Symbolic links are followed only to where
/// they stay inside.
final class Tree {
    private static final int DEEPEST = 64;

    private final Path base;
    private final Path boundary;
    private final @Nullable Path single;
    private final Limits limits;

    /// @throws IOException if there is no such path
    Tree(Path scanned, @Nullable Path boundary, Limits limits) throws IOException {
        Path real = scanned.toRealPath();
        boolean directory = Files.isDirectory(real);
        this.single = directory ? null : real;
        this.base = directory ? real : real.resolveSibling("");
        Path outer = boundary == null ? real : boundary.toRealPath();
        this.boundary = real.startsWith(outer) ? outer : real;
        this.limits = limits;
    }

    /// Directories under the scanned path that hold configuration, sorted.
    List<String> directories(Session session) {
        if (single != null) {
            return List.of("");
        }
        SortedSet<String> found = new TreeSet<>();
        try {
            Files.walkFileTree(base, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new Walk(session, found));
        } catch (IOException error) {
            session.skip("", "the directory cannot be read: " + error.getMessage());
        }
        return List.copyOf(found);
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Session session;
        private final SortedSet<String> found;
        private int files;

        Walk(Session session, SortedSet<String> found) {
            this.session = session;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = path.equals(base) ? "" : String.valueOf(path.getFileName());
            return name.startsWith(".") || name.equals("node_modules")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (isConfiguration(String.valueOf(path.getFileName()))) {
                found.add(name(path.resolveSibling("")));
                if (++files > limits.files()) {
                    session.skip(name(path), "more than " + limits.files() + " files; the rest was not read");
                    return FileVisitResult.TERMINATE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException error) {
            session.skip(name(path), "cannot be read");
            return FileVisitResult.CONTINUE;
        }
    }

    static boolean isConfiguration(String file) {
        return (file.endsWith(".tf") || file.endsWith(".tf.json")) && !file.startsWith(".");
    }

    /// Names of the files in a directory, sorted; of a scanned file's directory, only that file.
    List<String> files(String directory) {
        if (single != null && directory.isEmpty()) {
            return List.of(single.getFileName().toString());
        }
        List<String> names = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(base.resolve(directory))) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException error) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /// The name of a directory that a module's source leads to. A [ValueError] says why it may not be read.
    String module(String directory, String source) {
        Path target = inside(base.resolve(directory).resolve(source), source);
        if (!Files.isDirectory(target)) {
            throw new ValueError("there is no directory \"" + source + "\"");
        }
        return name(target);
    }

    /// The content of a file of configuration.
    byte[] configuration(String file) {
        return content(inside(base.resolve(file), file)).orElseThrow(() -> new ValueError("the file cannot be read"));
    }

    Optional<byte[]> read(String directory, String path) {
        return content(inside(resolve(directory, path), path));
    }

    private Path resolve(String directory, String path) {
        try {
            return base.resolve(directory).resolve(path);
        } catch (InvalidPathException error) {
            throw new ValueError("\"" + path + "\" is no path");
        }
    }

    private Optional<byte[]> content(Path path) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.fileBytes() + 1));
            if (bytes.length > limits.fileBytes()) {
                throw ValueError.limit("the file is larger than " + limits.fileBytes() + " bytes");
            }
            return Optional.of(bytes);
        } catch (IOException error) {
            return Optional.empty();
        }
    }

    /// The real path, refused if it lies outside of the boundary. A path that does not exist is checked as written.
    private Path inside(Path path, String written) {
        Path real = path.toAbsolutePath().normalize();
        try {
            real = path.toRealPath();
        } catch (IOException missing) {
            // It is judged by its name, and found missing by whoever reads it.
        }
        if (!real.startsWith(boundary)) {
            throw ValueError.limit("\"" + written + "\" lies outside of the scanned path");
        }
        return real;
    }

    List<String> list(String directory, String path, String pattern) {
        Path start = inside(resolve(directory, path), path);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        List<PathMatcher> matchers = new ArrayList<>();
        try {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", "")));
        } catch (PatternSyntaxException error) {
            throw new ValueError("fileset: \"" + pattern + "\" is no pattern");
        }
        SortedSet<String> found = new TreeSet<>();
        try {
            Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                private int seen;

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path relative = start.relativize(file);
                    if (attributes.isRegularFile()
                            && matchers.stream().anyMatch(matcher -> matcher.matches(relative))) {
                        found.add(relative.toString().replace('\\', '/'));
                    }
                    return ++seen > limits.files() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException error) {
            throw new ValueError("fileset: \"" + path + "\" cannot be read");
        }
        return List.copyOf(found);
    }

    private String name(Path path) {
        return base.relativize(path).toString().replace('\\', '/');
    }
}
