package plumbline.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import plumbline.catalog.Catalog;
import plumbline.catalog.Edition;
import tools.jackson.databind.json.JsonMapper;

class ScanCatalogTest {
    @Test
    void namesTheCatalogueThatIsThere() throws IOException {
        assertThat(Catalog.load().editions().stream().map(Edition::id))
                .containsExactlyElementsOf(Scan.CATALOG.editions());
        try (InputStream in = Catalog.class.getResourceAsStream("iso27017.json")) {
            assertThat(new JsonMapper().readTree(in).get("prepared").asString()).isEqualTo(Scan.CATALOG.version());
        }
    }
}
