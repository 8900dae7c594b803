package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path home;

    @Test
    void commandsReachTheServerWhereItSaidThatItIs() {
        assertThat(besideUrl(Map.of())).isEqualTo("http://localhost:8017");
        try (var folder = HomeFolder.take(home)) {
            folder.noteAddress("http://localhost:9120");

            assertThat(besideUrl(Map.of())).isEqualTo("http://localhost:9120");
            assertThat(besideUrl(Map.of("PLUMBLINE_PORT", "9000"))).isEqualTo("http://localhost:9000");
            assertThat(besideUrl(Map.of("PLUMBLINE_PUBLIC_URL", "https://plumbline.example/")))
                    .isEqualTo("https://plumbline.example");
        }
    }

    @Test
    void takesNothingButAnAddressFromTheNote() throws IOException {
        Files.writeString(home.resolve("public-url"), "http://localhost:9120\nand more\n");

        assertThat(besideUrl(Map.of())).isEqualTo("http://localhost:8017");
    }

    private String besideUrl(Map<String, String> said) {
        var environment = new HashMap<>(said);
        environment.put("PLUMBLINE_HOME", home.toString());
        return Settings.beside(environment).publicUrl();
    }
}
