package plumbline.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
    @TempDir
    private Path home;

    @Test
    void isThereOnceItWasDone() throws IOException {
        assertThat(new Filling(home, "server 1000").isThere()).isFalse();

        new Filling(home, "server 1000").done();

        assertThat(new Filling(home, "server 1000").isThere()).isTrue();
    }

    @Test
    void refusesAFolderOfOtherData() throws IOException {
        new Filling(home, "server 1000").done();

        assertThatThrownBy(() -> new Filling(home, "server 100000").isThere())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"server 100000\"")
                .hasMessageContaining("\"server 1000\"");
        assertThatThrownBy(() -> new Filling(home, "backup 1000").isThere())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
