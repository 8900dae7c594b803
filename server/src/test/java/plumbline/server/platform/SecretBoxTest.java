package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
    @TempDir
    Path home;

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        byte[] sealed = SecretBox.open(home).seal("https://hooks.example/ä", "chat 1");
        assertThat(SecretBox.open(home).open(sealed, "chat 1")).isEqualTo("https://hooks.example/ä");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hooks");
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        var box = SecretBox.open(home);
        assertThat(box.seal("same", "x")).isNotEqualTo(box.seal("same", "x"));
    }

    @Test
    void aSecretMovedElsewhereChangedOrOfAnotherKeyDoesNotOpen(@TempDir Path other) {
        var box = SecretBox.open(home);
        byte[] sealed = box.seal("secret", "webhook 1");
        assertThatThrownBy(() -> box.open(sealed, "webhook 2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SecretBox.open(other).open(sealed, "webhook 1"))
                .isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open(changed, "webhook 1")).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> box.open(new byte[5], "webhook 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws IOException {
        SecretBox.open(home);
        var file = home.resolve("keys").resolve("secrets.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> SecretBox.open(home))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("3 bytes");
    }
}
