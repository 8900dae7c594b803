package plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.testkit.Seeds;

class PageTest {
    private static final String LIST = "things by age";

    @Test
    void walksAListToItsEnd() {
        var random = Seeds.random("PageTest");
        var rows = random.ints(137, 0, 1_000_000).distinct().sorted().boxed().toList();
        int limit = 1 + random.nextInt(20);
        var seen = new java.util.ArrayList<Integer>();
        String cursor = null;
        do {
            var after = Cursor.parse(cursor, LIST, 1);
            var found = rows.stream()
                    .filter(row -> after == null || row > after.number(0))
                    .limit(limit + 1L)
                    .toList();
            var page = Page.of(found, limit, LIST, row -> Cursor.of(row));
            seen.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).isEqualTo(rows);
    }

    @Test
    void keepsAnyTextAsItWas() {
        var cursor = Cursor.of("ä/\"\n 名", 7L, "2026-11-23T10:00:00Z", "");

        var back = Cursor.parse(cursor.text(LIST), LIST, 4);

        assertThat(back).isEqualTo(cursor);
        assertThat(back.number(1)).isEqualTo(7);
        assertThat(back.time(2)).isEqualTo("2026-11-23T10:00:00Z");
        assertThatThrownBy(() -> back.number(0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> back.time(0)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!!", "AAAA", "dGhpbmdz", "../../etc/passwd", "null", "e30"})
    void refusesWhatItDidNotGive(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, LIST, 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.BAD_CURSOR));
    }

    @Test
    void refusesTheCursorOfAnotherListAndAnyFlippedBitOfItsFrame() {
        var text = Cursor.of(5L).text(LIST);

        assertThatThrownBy(() -> Cursor.parse(text, "other things", 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.parse(text, LIST, 2)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.parse("A".repeat(3000), LIST, 1)).isInstanceOf(ProblemException.class);
        assertThat(new String(Base64.getUrlDecoder().decode(text), java.nio.charset.StandardCharsets.UTF_8))
                .contains(LIST);
    }

    @Test
    void holdsOneToTwoHundredItems() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit(200)).isEqualTo(200);
        for (int limit : List.of(0, -1, 201, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> Page.limit(limit)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void readsTheVersionThatACallerMeans() {
        assertThat(ETag.required(ETag.of(7))).isEqualTo(7);
        assertThat(ETag.required("W/\"7\"")).isEqualTo(7);
        for (var wrong : new String[] {"7", "\"x\"", "*", "\"99999999999\"", "\"7\", \"8\""}) {
            assertThatThrownBy(() -> ETag.required(wrong)).hasMessageContaining("changed");
        }
        assertThatThrownBy(() -> ETag.required(null)).hasMessageContaining("precondition-required");
    }
}
