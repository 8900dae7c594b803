package plumbline.server.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.platform.StartFailure;

class CompanyTest {
    private static final Path LINDENROTA = Path.of("..", "examples", "lindenrota");

    @TempDir
    private Path folder;

    @Test
    void readsTheExampleAsItIsDelivered() {
        var company = Company.read(LINDENROTA);

        assertThat(company.name()).isEqualTo("Lindenrota B.V.");
        assertThat(company.administrator().email()).isEqualTo("jonas.brandt@lindenrota.example");
        assertThat(company.services()).extracting("key").containsExactly("booking-api", "insights", "workbench");
        assertThat(company.decisions()).extracting("address").contains("/api/v1/controls/2015/CLD.9.5.1/applicability");
    }

    @Test
    void laysEarlierFilesOverThePresentOnesAndTakesTheCopyAway() throws IOException {
        Path copy;
        try (var earlier = EarlierTree.of(LINDENROTA)) {
            copy = earlier.folder();
            assertThat(copy.resolve("booking-api/terraform.tfvars"))
                    .hasSameTextualContentAs(LINDENROTA.resolve("earlier/booking-api/terraform.tfvars"));
            assertThat(copy.resolve("booking-api/main.tf"))
                    .hasSameTextualContentAs(LINDENROTA.resolve("booking-api/main.tf"));
            assertThat(copy.resolve("earlier")).doesNotExist();
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        assertThatThrownBy(() -> Company.read(folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("company.json");

        Files.writeString(folder.resolve("company.json"), "{\"edition\": 2015}");

        assertThatThrownBy(() -> Company.read(folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("take the file as it was delivered");
    }
}
