package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.server.api.ProblemException;
import plumbline.testkit.Seeds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScimFilterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode BABS =
            ScimSchemas.flat((tools.jackson.databind.node.ObjectNode) JSON.readTree(RfcExamples.ENTERPRISE_USER));

    @Test
    void readsEveryFilterOfTheRfc() {
        assertThat(RfcExamples.FILTERS)
                .allSatisfy(filter -> assertThat(ScimReader.filter(filter)).isNotNull());
    }

    @Test
    void andBindsCloserThanOrAndNotTakesBrackets() {
        assertThat(holds("title eq \"x\" and title eq \"x\" or userType eq \"Employee\""))
                .isTrue();
        assertThat(holds("title eq \"x\" and (title eq \"x\" or userType eq \"Employee\")"))
                .isFalse();
        assertThat(holds("not (title eq \"x\") and userType eq \"employee\"")).isTrue();
    }

    @Test
    void comparesAsTheOperatorSays() {
        for (var yes : List.of(
                "userName eq \"BJENSEN@example.com\"",
                "userName sw \"bj\"",
                "userName ew \".COM\"",
                "name.familyName co \"ens\"",
                "title ne \"Guide\"",
                "title gt \"Tour\"",
                "title le \"tour guide\"",
                "active eq true",
                "active eq \"True\"",
                "nothing eq null",
                "nothing ne \"x\"",
                "emails[type eq \"work\" and primary eq true]",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"Tour Operations\"",
                "TITLE PR AND USERTYPE EQ \"Employee\"")) {
            assertThat(holds(yes)).as(yes).isTrue();
        }
        for (var no : List.of(
                "userName eq \"bjensen\"",
                "nothing pr",
                "nothing co \"x\"",
                "emails[type eq \"home\" and primary eq true]",
                "title gt \"Tour guide\"",
                "active eq false",
                "title eq 7",
                "title eq null")) {
            assertThat(holds(no)).as(no).isFalse();
        }
    }

    private static boolean holds(String filter) {
        return ScimMatch.holds(ScimReader.filter(filter), BABS);
    }

    @Test
    void refusesWhatIsNoFilter() {
        for (var wrong : List.of(
                "",
                " ",
                "userName",
                "userName eq",
                "userName is \"a\"",
                "userName eq a",
                "userName eq 'a'",
                "userName eq \"a",
                "userName eq \"a\" and",
                "and userName pr",
                "(userName pr",
                "userName pr)",
                "not userName pr",
                "emails[type eq \"work\"",
                "emails[]",
                "userName eq {\"a\":1}",
                "userName eq \"\\x\"",
                "1user pr",
                "userName pr userName pr",
                "userName.a.b pr")) {
            assertThatThrownBy(() -> ScimReader.filter(wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().extensions())
                                    .containsEntry("scimType", "invalidFilter"));
        }
    }

    @Test
    void refusesWhatIsTooMuch() {
        var deep = "(".repeat(40) + "a pr" + ")".repeat(40);
        var wide = "a pr" + " or a pr".repeat(60);
        var grouped = "a[".repeat(30) + "b pr" + "]".repeat(30);
        var longest = "a eq \"" + "x".repeat(3000) + "\"";

        assertThat(List.of(deep, wide, grouped, longest))
                .allSatisfy(filter -> assertThatThrownBy(() -> ScimReader.filter(filter))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("at most"));
    }

    @Test
    void readsOrRefusesWhateverComes() {
        var random = Seeds.random("scim filters");
        var words = List.of(
                "userName",
                "emails",
                "eq",
                "co",
                "pr",
                "and",
                "or",
                "not",
                "(",
                ")",
                "[",
                "]",
                "\"a\"",
                "\"",
                "\\",
                "true",
                "null",
                ".value",
                "urn:a:b",
                ":",
                "1e999",
                "\u0000",
                "\ud800",
                "{",
                "}",
                "'",
                "--",
                "%",
                " ");
        for (int i = 0; i < 20_000; i++) {
            var text = text(random, words);
            try {
                assertThat(ScimMatch.holds(ScimReader.filter(text), BABS)).isIn(true, false);
            } catch (ProblemException refused) {
                assertThat(refused.problem().type().status()).isEqualTo(422);
            }
            try {
                assertThat(ScimReader.path(text).attribute()).isNotEmpty();
            } catch (ProblemException refused) {
                assertThat(refused.problem().extensions()).containsEntry("scimType", "invalidPath");
            }
        }
    }

    private static String text(Random random, List<String> words) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    @Test
    void readsPathsWithFiltersAndParts() {
        assertThat(ScimReader.path("name.familyName")).isEqualTo(new ScimPath("name", null, "familyname"));
        var members = ScimReader.path("members[value eq \"2\"]");
        assertThat(members.attribute()).isEqualTo("members");
        assertThat(members.which()).isInstanceOf(ScimFilter.Compare.class);
        assertThat(ScimReader.path("emails[type eq \"work\"].value").sub()).isEqualTo("value");
        assertThat(ScimReader.path("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName")
                        .sub())
                .isEqualTo("givenname");
    }
}
