package plumbline.posture.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import plumbline.posture.ScanOptions;
import plumbline.posture.check.Check;

/// Holds `docs/checks.md` to the checks. Run with `-Dplumbline.golden=write` to write it anew.
class ChecksPageTest {
    @Test
    void documentsTheChecksAsTheyAre() throws IOException {
        Path page = Path.of("..", "docs", "checks.md");
        String text = ChecksPage.of(
                ScanOptions.defaults("test").checks().stream().map(Check::about).toList());
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.writeString(page, text);
        }
        assertThat(page).as("docs/checks.md").hasContent(text);
    }
}
