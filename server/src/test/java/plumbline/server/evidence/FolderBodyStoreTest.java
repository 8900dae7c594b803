package plumbline.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.evidence.BodyException.Reason;
import plumbline.testkit.Seeds;

class FolderBodyStoreTest {
    @TempDir
    Path folder;

    private BodyStore store;

    @BeforeEach
    void open() {
        store = new FolderBodyStore(folder);
    }

    @Test
    void handsOutWhatWasPut() {
        var content = new byte[300_000];
        Seeds.random("handsOutWhatWasPut").nextBytes(content);

        var body = store.put(content);

        assertThat(body.length()).isEqualTo(content.length);
        assertThat(store.read(body.digest())).isEqualTo(content);
        assertThat(new FolderBodyStore(folder).read(body.digest())).isEqualTo(content);
    }

    @Test
    void namesABodyByItsDigest() {
        assertThat(store.put(new byte[0]).digest().sha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void keepsTheSameContentOnceAndReadOnly() throws IOException {
        var first = store.put("same".getBytes(UTF_8));
        var second = store.put("same".getBytes(UTF_8));

        assertThat(second).isEqualTo(first);
        assertThat(bodies()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(bodies().getFirst()))
                .isEqualTo(PosixFilePermissions.fromString("r--------"));
    }

    @Test
    void noticesEveryFlippedByte() throws IOException {
        var digest = store.put("the quick brown fox".getBytes(UTF_8)).digest();
        var file = bodies().getFirst();
        var original = Files.readAllBytes(file);
        file.toFile().setWritable(true);
        for (int at = 0; at < original.length; at++) {
            var flipped = original.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);

            assertRefused(() -> store.read(digest), Reason.CORRUPT);
        }
        assertRefused(() -> store.put(original), Reason.CORRUPT);
    }

    @Test
    void noticesATruncatedAndALostBody() throws IOException {
        var digest = store.put("the quick brown fox".getBytes(UTF_8)).digest();
        var file = bodies().getFirst();
        file.toFile().setWritable(true);
        Files.write(file, new byte[0]);
        assertRefused(() -> store.read(digest), Reason.CORRUPT);

        Files.delete(file);
        assertRefused(() -> store.read(digest), Reason.MISSING);
    }

    @Test
    void keepsNothingOfWhatIsTooLarge() throws IOException {
        var content = new ByteArrayInputStream(new byte[1001]);

        assertRefused(() -> store.put(content, 1000), Reason.TOO_LARGE);

        assertThat(bodies()).isEmpty();
        assertThat(files(folder.resolve("unfinished"))).isEmpty();
        assertThat(store.put(new ByteArrayInputStream(new byte[1000]), 1000).length())
                .isEqualTo(1000);
    }

    @Test
    void keepsNothingOfAnUploadThatBreaksOff() throws IOException {
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                    throw new IOException("connection reset");
                }
                int count = Math.min(left, length);
                left -= count;
                return count;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException("the store reads in pieces");
            }
        };

        assertRefused(() -> store.put(broken, 1_000_000), Reason.UNREADABLE);

        assertThat(bodies()).isEmpty();
        assertThat(files(folder.resolve("unfinished"))).isEmpty();
    }

    @Test
    void clearsAwayWhatACrashLeftUnfinished() throws IOException {
        var half = Files.writeString(folder.resolve("unfinished").resolve("body123"), "half");
        var twoDays = Duration.ofDays(2).toMillis();
        Files.setLastModifiedTime(
                half, FileTime.fromMillis(Files.getLastModifiedTime(half).toMillis() - twoDays));
        var ofAnotherProcess = Files.writeString(folder.resolve("unfinished").resolve("body456"), "being written");

        var _ = new FolderBodyStore(folder);

        assertThat(files(folder.resolve("unfinished"))).containsExactly(ofAnotherProcess);
    }

    @Test
    void takesTheSameContentFromManyAtOnce() throws Exception {
        var content = new byte[200_000];
        Arrays.fill(content, (byte) 7);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var puts = new ArrayList<Callable<BodyStore.Body>>();
            for (int i = 0; i < 16; i++) {
                puts.add(() -> store.put(content));
            }
            var bodies = threads.invokeAll(puts);
            for (var body : bodies) {
                assertThat(store.read(body.get().digest())).isEqualTo(content);
            }
        }
        assertThat(bodies()).hasSize(1);
    }

    private static void assertRefused(Runnable action, Reason reason) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private List<Path> bodies() throws IOException {
        return files(folder).stream()
                .filter(file -> !file.startsWith(folder.resolve("unfinished")))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
