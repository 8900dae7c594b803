package plumbline.ledger.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Refusal;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.LogWriter;
import plumbline.ledger.log.Logs;

/// Each way to spoil a folder is refused with a reason of its own.
class HostileFolderTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void writeALogOfSeveralLevels() {
        folder = temporary.resolve("log");
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries(0, 1_000));
        }
    }

    @Test
    void refusesMissingFiles() throws IOException {
        for (String bundle : new String[] {"tile/entries/000", "tile/entries/002", "tile/entries/003.p/232"}) {
            assertRefusedWithout(bundle, Refusal.ENTRIES_MISSING);
        }
        for (String tile : new String[] {"tile/0/000", "tile/0/003.p/232", "tile/1/000.p/3"}) {
            assertRefusedWithout(tile, Refusal.TILE_MISSING);
        }
        assertRefusedWithout("checkpoint", Refusal.CHECKPOINT_MISSING);
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        for (String bundle : new String[] {"tile/entries/001", "tile/entries/003.p/232"}) {
            int length = Files.readAllBytes(file(bundle)).length;
            for (int cut : new int[] {0, 1, 2, length / 2, length - 1}) {
                assertRefusedAsLong(bundle, cut, Refusal.ENTRIES_TRUNCATED);
            }
        }
        for (String tile : new String[] {"tile/0/001", "tile/0/003.p/232", "tile/1/000.p/3"}) {
            int length = Files.readAllBytes(file(tile)).length;
            for (int cut : new int[] {0, 1, length - 32, length - 1}) {
                assertRefusedAsLong(tile, cut, Refusal.TILE_TRUNCATED);
            }
        }
        for (int cut : new int[] {0, 1, 50, 200}) {
            assertRefusedAsLong("checkpoint", cut, Refusal.MALFORMED_NOTE);
        }
    }

    @Test
    void refusesA257thEntryAndOneHashTooMany() throws IOException {
        byte[] entry = {0, 1, 'x'};
        assertRefusedWithAppended("tile/entries/000", entry, Refusal.ENTRIES_OVERLONG);
        assertRefusedWithAppended("tile/entries/000", new byte[1], Refusal.ENTRIES_OVERLONG);
        assertRefusedWithAppended("tile/entries/003.p/232", entry, Refusal.ENTRIES_OVERLONG);
        for (String tile : new String[] {"tile/0/000", "tile/0/003.p/232", "tile/1/000.p/3"}) {
            assertRefusedWithAppended(tile, new byte[32], Refusal.TILE_OVERLONG);
            assertRefusedWithAppended(tile, new byte[1], Refusal.TILE_OVERLONG);
        }
        assertRefusedWithAppended("tile/entries/000", new byte[20 << 20], Refusal.ENTRIES_OVERLONG);
    }

    @Test
    void refusesSwappedFiles() throws IOException {
        assertRefusedSwapped("tile/entries/000", "tile/entries/001", Refusal.ENTRIES_DIFFER);
        assertRefusedSwapped("tile/0/000", "tile/0/002", Refusal.TILE_DIFFERS);
        assertRefusedSwapped(
                "tile/0/000",
                "tile/entries/000",
                Refusal.ENTRIES_TRUNCATED,
                Refusal.ENTRIES_DIFFER,
                Refusal.TILE_OVERLONG,
                Refusal.ENTRIES_OVERLONG);
    }

    @Test
    void refusesSwappedEntriesWithTheirTiles() throws IOException {
        swap("tile/entries/000", "tile/entries/001");
        assertRefusedSwapped("tile/0/000", "tile/0/001", Refusal.TILE_DIFFERS);
    }

    @Test
    void refusesLinksDirectoriesAndPipesInPlaceOfFiles() throws IOException, InterruptedException {
        for (String name : new String[] {"tile/entries/000", "tile/0/001", "tile/1/000.p/3", "checkpoint"}) {
            byte[] content = Files.readAllBytes(file(name));
            Path elsewhere = Files.write(folder.resolveSibling("elsewhere"), content);
            Files.delete(file(name));
            Files.createSymbolicLink(file(name), elsewhere);
            assertRefused(Refusal.NOT_A_FILE);
            Files.delete(file(name));
            Files.createDirectory(file(name));
            assertRefused(Refusal.NOT_A_FILE);
            Files.delete(file(name));
            assertThat(new ProcessBuilder("mkfifo", file(name).toString())
                            .start()
                            .waitFor())
                    .isZero();
            assertRefused(Refusal.NOT_A_FILE);
            Files.delete(file(name));
            Files.write(file(name), content);
        }
        Path tiles = folder.resolveSibling("tiles-elsewhere");
        Files.move(folder.resolve("tile"), tiles);
        Files.createSymbolicLink(folder.resolve("tile"), tiles);
        assertRefused(Refusal.NOT_A_FILE);
    }

    @Test
    void refusesWhatIsNoTileAmongTheTiles() throws IOException {
        for (String name : new String[] {
            "tile/0/0000",
            "tile/readme",
            "tile/00/000",
            "tile/0/003.p/0",
            "tile/0/003.p/256",
            "tile/64/000",
            "tile/entries/x000/001",
            "tile/0/003.p/010"
        }) {
            Files.createDirectories(file(name).getParent());
            Files.write(file(name), new byte[32]);
            assertRefused(Refusal.UNLISTED_FILE);
            Files.delete(file(name));
        }
    }

    @Test
    void notesWhatLiesBesideAndBeyond() throws IOException {
        Files.writeString(file("readme.txt"), "hello");
        Files.write(file("tile/0/004"), new byte[8192]);
        Files.write(file("tile/0/003.p/100"), Arrays.copyOf(Files.readAllBytes(file("tile/0/003.p/232")), 3200));
        assertThat(LogCheck.run(folder, Logs.KEYS.verifiers()).notes())
                .hasSize(3)
                .anySatisfy(note -> assertThat(note).contains("readme.txt"))
                .anySatisfy(note -> assertThat(note).contains("beyond the checkpoint"))
                .anySatisfy(note -> assertThat(note).contains("outdated"));
    }

    @Test
    void refusesAnOutdatedTileThatSaysSomethingElse() throws IOException {
        Files.write(file("tile/0/003.p/100"), new byte[3200]);
        assertRefused(Refusal.OUTDATED_TILE_DIFFERS);
        Files.delete(file("tile/0/003.p/100"));
        Files.createDirectory(file("tile/entries/000.p"));
        Files.write(file("tile/entries/000.p/1"), new byte[2]);
        assertRefused(Refusal.OUTDATED_TILE_DIFFERS);
    }

    @Test
    void acceptsAFullTileWhereThePartialOneHasGoneAlready() throws IOException {
        byte[] checkpoint = Files.readAllBytes(file("checkpoint"));
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries(1_000, 1_030));
        }
        Files.write(file("checkpoint"), checkpoint);
        assertThat(LogCheck.run(folder, Logs.KEYS.verifiers()).checkpoint().size())
                .isEqualTo(1_000);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void assertRefusedWithout(String name, Refusal reason) throws IOException {
        byte[] content = Files.readAllBytes(file(name));
        Files.delete(file(name));
        assertRefused(reason);
        Files.write(file(name), content);
    }

    private void assertRefusedAsLong(String name, int length, Refusal reason) throws IOException {
        byte[] content = Files.readAllBytes(file(name));
        Files.write(file(name), Arrays.copyOf(content, length));
        assertRefused(reason);
        Files.write(file(name), content);
    }

    private void assertRefusedWithAppended(String name, byte[] further, Refusal reason) throws IOException {
        byte[] content = Files.readAllBytes(file(name));
        try (OutputStream out = Files.newOutputStream(file(name), StandardOpenOption.APPEND)) {
            out.write(further);
        }
        assertRefused(reason);
        Files.write(file(name), content);
    }

    private void assertRefusedSwapped(String one, String other, Refusal... reasons) throws IOException {
        swap(one, other);
        assertRefused(reasons);
        swap(one, other);
    }

    private void swap(String one, String other) throws IOException {
        byte[] content = Files.readAllBytes(file(one));
        Files.write(file(one), Files.readAllBytes(file(other)));
        Files.write(file(other), content);
    }

    private void assertRefused(Refusal... reasons) {
        assertThatThrownBy(() -> LogCheck.run(folder, Logs.KEYS.verifiers()))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).as(e.getMessage()).isIn((Object[]) reasons));
    }
}
