package plumbline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.ledger.Sha256;

/// What was scanned: where in which commit, and a digest of the Terraform files there.
record ScanSource(Optional<String> commit, String path, String pathDigest) {
    private static final List<String> SUFFIXES = List.of(".tf", ".tf.json", ".tfvars", ".tfvars.json");
    private static final List<String> COMMIT_VARIABLES = List.of("GITHUB_SHA", "CI_COMMIT_SHA");

    static ScanSource of(Path path, Surroundings surroundings) {
        Optional<Repository> repository = Repository.around(path);
        Optional<String> commit = COMMIT_VARIABLES.stream()
                .map(surroundings::variable)
                .filter(value -> value.matches("[0-9a-f]{40}|[0-9a-f]{64}"))
                .findFirst()
                .or(() -> repository.flatMap(Repository::commit));
        String name = path.toAbsolutePath().normalize().getFileName() + "";
        return new ScanSource(
                commit, repository.map(found -> found.relative(path)).orElse(name), digest(path));
    }

    /// The SHA-256 of what `sha256sum` prints for the files, in the order of their names.
    private static String digest(Path path) {
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> files = walk.filter(file -> Files.isRegularFile(file)
                            && SUFFIXES.stream().anyMatch(file.toString()::endsWith)
                            && !file.toString()
                                    .contains(
                                            ".terraform" + file.getFileSystem().getSeparator()))
                    .sorted()
                    .toList();
            MessageDigest all = Sha256.digest();
            for (Path file : files) {
                String name = path.relativize(file).toString().replace('\\', '/');
                String line = Sha256.hex(Files.readAllBytes(file)) + "  " + name + "\n";
                all.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException | UncheckedIOException _) {
            throw new CommandFailed(path + " cannot be read to its end");
        }
    }
}
