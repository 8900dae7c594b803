package plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The Git repository around a path, read from its files: what is asked of it is not worth a process.
record Repository(Path folder) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REF = Pattern.compile("refs/[A-Za-z0-9._/-]{1,200}");

    /// The nearest folder upward that has a `.git`.
    static Optional<Repository> around(Path path) {
        for (Path folder = path.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.of(new Repository(folder));
            }
        }
        return Optional.empty();
    }

    /// The path inside the repository with `/`, or `.` for the repository itself.
    String relative(Path path) {
        String relative =
                folder.relativize(path.toAbsolutePath().normalize()).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }

    /// The commit that is checked out, if it can be told.
    Optional<String> commit() {
        Path git = folder.resolve(".git");
        String head = text(git.resolve("HEAD"));
        if (!head.startsWith("ref: ")) {
            return commit(head);
        }
        String ref = head.substring("ref: ".length());
        if (!REF.matcher(ref).matches() || ref.contains("..")) {
            return Optional.empty();
        }
        return commit(text(git.resolve(ref))).or(() -> packed(git, ref));
    }

    private static Optional<String> packed(Path git, String ref) {
        List<String> lines = text(git.resolve("packed-refs")).lines().toList();
        return lines.stream()
                .filter(line -> line.endsWith(" " + ref))
                .findFirst()
                .flatMap(line -> commit(line.substring(0, line.indexOf(' '))));
    }

    private static Optional<String> commit(String text) {
        return COMMIT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
