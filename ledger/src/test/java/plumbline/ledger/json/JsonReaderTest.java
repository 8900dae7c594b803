package plumbline.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.testkit.Seeds;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() {
        String text = " {\"b\" : [1, -2, true, false, null, \"x\\u00e9\\n\"], \"a\":{} } ";
        assertThat(CanonicalJson.text(JsonReader.read(text)))
                .isEqualTo("{\"a\":{},\"b\":[1,-2,true,false,null,\"xé\\n\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "01",
                "-0",
                "-",
                "+1",
                "1.0",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "NaN",
                "'a'",
                "{a:1}",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u１234\"",
                "\"\t\"",
                "\"abc",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "1 2",
                "truex",
                "tru",
                "/**/1",
                "\uFEFF1",
                "\u00a01"
            })
    void refusesWhatTwoReadersCouldUnderstandDifferently(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThat(JsonReader.read("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessageContaining("deeper than 64");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refusesAnotherSpellingWhereTheCanonicalOneIsAskedFor() {
        assertThat(JsonReader.readCanonical("{\"a\":1}".getBytes(UTF_8)).integer("a"))
                .isEqualTo(1);
        for (String other : List.of("{\"a\": 1}", "{\"a\":1}\n", "{\"\\u0061\":1}", "{\"b\":1,\"a\":1}")) {
            assertThatThrownBy(() -> JsonReader.readCanonical(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(JsonException.class)
                    .hasMessageContaining("canonical");
        }
    }

    @Test
    void saysWhichMemberIsNotWhatItShouldBe() {
        JsonObject object = JsonObject.builder().put("n", 1).build();
        assertThatThrownBy(() -> object.string("n")).hasMessage("\"n\" must be a string, but is an integer");
        assertThatThrownBy(() -> object.array("m")).hasMessage("\"m\" must be an array, but is missing");
    }

    @Test
    void readsBackWhateverItWrites() {
        Random random = Seeds.random("readsBackWhateverItWrites");
        for (int i = 0; i < 2_000; i++) {
            JsonValue value = value(random, 4);
            byte[] bytes = CanonicalJson.bytes(value);
            assertThat(JsonReader.read(bytes)).isEqualTo(value);
            assertThat(CanonicalJson.bytes(JsonReader.read(bytes))).isEqualTo(bytes);
        }
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new JsonInteger(random.nextLong(-JsonInteger.MAX, JsonInteger.MAX + 1));
            case 1 -> new JsonString(string(random));
            case 2 -> new JsonBoolean(random.nextBoolean());
            case 3 -> JsonNull.NULL;
            case 4 -> {
                List<JsonValue> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield new JsonArray(items);
            }
            default -> {
                TreeMap<String, JsonValue> members = new TreeMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(string(random), value(random, depth - 1));
                }
                yield new JsonObject(members);
            }
        };
    }

    private static String string(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
            out.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
        }
        return out.toString();
    }
}
