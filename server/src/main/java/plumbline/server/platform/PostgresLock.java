package plumbline.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file in which PostgreSQL notes the process that works on a data folder.
///
/// After a power loss, or in a container that was started again, the noted number may by now be anybody's, even our
/// own. So it counts only as long as that process is a PostgreSQL; else the note is in the way and nothing more.
record PostgresLock(Path file) {

    /// Whether a PostgreSQL holds the folder.
    boolean isHeld() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> line.strip().matches("[0-9]{1,10}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(PostgresLock::isPostgres)
                    .isPresent();
        } catch (NoSuchFileException nobodyHoldsIt) {
            return false;
        }
    }

    /// A process whose program is not told to us may be one.
    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> Path.of(command).endsWith("postgres"))
                        .orElse(true);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
