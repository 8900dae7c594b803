package plumbline.server.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;
import tools.jackson.databind.JsonNode;

/// Entries by their words, however many have them and however long ago.
class JournalSearchTest {
    /// More than a search looks at first.
    private static final int OTHERS = 150;

    private final ServerFixture server = ServerFixture.shared();
    private final TestApi api = server.token(Permission.JOURNAL_READ);

    @Test
    void countsFewThatAreNotAmongTheLast() {
        write("okapi", 3);
        write("gnu", OTHERS);

        var found = found("okapi");

        assertThat(notes(found)).containsExactly("test okapi-3", "test okapi-2");
        assertThat(found.get("total").asInt()).isEqualTo(3);
        assertThat(found.get("more").asBoolean()).isFalse();
    }

    @Test
    void showsTheNewestOfMoreThanItCounts() {
        write("quagga", 1_100);
        write("gnu", OTHERS);

        var found = found("quagga");

        assertThat(notes(found)).containsExactly("test quagga-1100", "test quagga-1099");
        assertThat(found.get("total").asInt()).isEqualTo(1_000);
        assertThat(found.get("more").asBoolean()).isTrue();
    }

    @Test
    void showsTheNewestOfWhatTheLastHave() {
        write("bongo", OTHERS);

        var found = found("bongo");

        assertThat(notes(found)).containsExactly("test bongo-150", "test bongo-149");
        assertThat(found.get("more").asBoolean()).isTrue();
    }

    private void write(String word, int count) {
        server.part(Transactions.class).run(tx -> {
            for (int i = 1; i <= count; i++) {
                server.part(Journal.class).append(tx, Actor.SYSTEM, "test.noted", Subject.of("test", word + "-" + i));
            }
        });
    }

    private JsonNode found(String word) {
        return api.get("/api/v1/search?limit=2&q=" + word)
                .json()
                .get("kinds")
                .valueStream()
                .filter(kind -> kind.get("kind").asString().equals("journal"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> notes(JsonNode found) {
        return found.get("hits")
                .valueStream()
                .map(hit -> hit.get("note").asString())
                .toList();
    }
}
