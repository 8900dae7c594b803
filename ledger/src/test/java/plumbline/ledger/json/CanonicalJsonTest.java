package plumbline.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    /// The member order of RFC 8785 section 3.2.3: by UTF-16 units, so the emoji (a surrogate pair) stands before
    /// U+FB33.
    @Test
    void sortsNamesByTheirUtf16Units() {
        JsonObject object = JsonObject.builder()
                .put("\u20ac", "Euro Sign")
                .put("\r", "Carriage Return")
                .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .put("1", "One")
                .put("\ud83d\ude00", "Emoji: Grinning Face")
                .put("\u0080", "Control")
                .put("\u00f6", "Latin Small Letter O With Diaeresis")
                .build();
        assertThat(object.members().sequencedValues().stream().map(value -> ((JsonString) value).value()))
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    /// The string of RFC 8785 section 3.2.2.2.
    @Test
    void escapesOnlyWhatMustBeEscaped() {
        JsonValue read = JsonReader.read("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"");
        assertThat(CanonicalJson.text(read)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(CanonicalJson.bytes(new JsonString("\u007f\u001f\b\t\f\r")))
                .isEqualTo("\"\u007f\\u001f\\b\\t\\f\\r\"".getBytes(UTF_8));
    }

    @Test
    void refusesWhatIsNotUnicodeOrNotExact() {
        assertThatThrownBy(() -> CanonicalJson.bytes(new JsonString("\ud800"))).hasMessageContaining("Unicode");
        assertThatThrownBy(() -> new JsonInteger(1L << 53)).hasMessageContaining("2^53");
        assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2)).hasMessageContaining("twice");
    }
}
