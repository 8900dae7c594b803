package plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example company must stay consistent with the catalogue and with its own files.
class ExampleCompanyTest {
    private static final Path FOLDER = Path.of("..", "examples", "lindenrota");
    private final JsonNode company = new JsonMapper().readTree(FOLDER.resolve("company.json"));

    @Test
    void decidesOnControlsThatExist() {
        Edition edition = Catalog.load().edition(company.get("edition").asString());
        List<ControlId> decided = texts("statementOfApplicability", "control").stream()
                .map(ControlId::of)
                .toList();
        assertThat(decided).isNotEmpty().doesNotHaveDuplicates().allSatisfy(edition::control);
        assertThat(texts("statementOfApplicability", "reason"))
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void ownsServicesByItsOwnPeople() {
        assertThat(texts("people", "email")).doesNotHaveDuplicates().containsAll(texts("services", "owner"));
    }

    @Test
    void pointsAtItsTerraform() {
        for (JsonNode service : company.get("services")) {
            Path root = FOLDER.resolve(service.get("terraform").asString());
            assertThat(root.resolve("main.tf")).isRegularFile();
            for (JsonNode environment : service.get("environments")) {
                environment
                        .get("variableFiles")
                        .forEach(file -> assertThat(Files.isRegularFile(root.resolve(file.asString())))
                                .isTrue());
            }
        }
    }

    private List<String> texts(String list, String field) {
        return StreamSupport.stream(company.get(list).spliterator(), false)
                .map(item -> item.get(field).asString())
                .toList();
    }
}
