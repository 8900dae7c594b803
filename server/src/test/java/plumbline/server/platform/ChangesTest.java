package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.HistoryEntry.FieldChange;

/// What an action changed, as the journal keeps it and as a history reads it.
class ChangesTest {

    @Test
    void keepsOnlyTheFieldsThatDiffer() {
        var details = Changes.begin()
                .field("owner", "Ida Berg", "Samir Haddad")
                .field("name", "Shop", "Shop")
                .field("roles", List.of("engineer"), List.of("engineer", "auditor"))
                .because("Ida leaves")
                .details(JsonObject.builder().put("version", 4));

        assertThat(CanonicalJson.text(details))
                .isEqualTo("{\"changes\":[{\"after\":\"Samir Haddad\",\"before\":\"Ida Berg\",\"field\":\"owner\"},"
                        + "{\"after\":[\"engineer\",\"auditor\"],\"before\":[\"engineer\"],\"field\":\"roles\"}],"
                        + "\"reason\":\"Ida leaves\",\"version\":4}");
        assertThat(HistoryEntry.changes(details))
                .containsExactly(
                        new FieldChange("owner", "Ida Berg", "Samir Haddad"),
                        new FieldChange("roles", "engineer", "engineer, auditor"));
        assertThat(HistoryEntry.reason(details)).isEqualTo("Ida leaves");
    }

    @Test
    void saysNothingOfAFieldThatIsEmptyOnOneSide() {
        var details = Changes.begin()
                .field("owner", null, "Ida Berg")
                .field("purpose", "sells", "")
                .field("environments", List.of(), List.of())
                .details();

        assertThat(HistoryEntry.changes(details))
                .containsExactly(new FieldChange("owner", "", "Ida Berg"), new FieldChange("purpose", "sells", ""));
    }

    @Test
    void hasNoChangesWhereNothingChanged() {
        var none = Changes.begin().field("owner", "Ida Berg", "Ida Berg");

        assertThat(none.isEmpty()).isTrue();
        assertThat(CanonicalJson.text(none.details())).isEqualTo("{}");
    }

    @Test
    void readsEntriesThatHaveTheWholeBeforeAndAfter() {
        var whole = JsonObject.builder()
                .put(
                        "before",
                        JsonObject.builder()
                                .put("name", "Shop")
                                .put("owner", "Ida")
                                .build())
                .put(
                        "after",
                        JsonObject.builder()
                                .put("name", "Shop")
                                .put("owner", "Samir")
                                .build())
                .build();
        var roles = JsonObject.builder()
                .put("before", List.of("engineer"))
                .put("after", List.of("auditor"))
                .build();

        assertThat(HistoryEntry.changes(whole)).containsExactly(new FieldChange("owner", "Ida", "Samir"));
        assertThat(HistoryEntry.changes(roles)).containsExactly(new FieldChange("roles", "engineer", "auditor"));
    }

    @Test
    void readsNothingFromContentThatIsNotOurs() {
        assertThat(HistoryEntry.details("no json".getBytes(StandardCharsets.UTF_8))
                        .members())
                .isEmpty();
    }
}
