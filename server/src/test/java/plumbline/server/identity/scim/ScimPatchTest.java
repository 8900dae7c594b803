package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.server.api.ProblemException;
import plumbline.testkit.Seeds;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ScimPatchTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ObjectNode babs() {
        return ScimSchemas.USER.clean(ScimSchemas.flat((ObjectNode) JSON.readTree(RfcExamples.ENTERPRISE_USER)));
    }

    private static ObjectNode apply(String... operations) {
        return apply(babs(), operations);
    }

    private static ObjectNode apply(ObjectNode resource, String... operations) {
        return ScimPatch.apply(ScimSchemas.USER, resource, (ObjectNode) JSON.readTree(RfcExamples.patch(operations)));
    }

    private static ObjectNode group(ObjectNode group, String... operations) {
        return ScimPatch.apply(ScimSchemas.GROUP, group, (ObjectNode) JSON.readTree(RfcExamples.patch(operations)));
    }

    @Test
    void keepsWhatIsKnownAndNeverThePassword() {
        assertThat(babs().toString())
                .contains("Tour Operations", "babs@jensen.org", "Tour Guide")
                .doesNotContain("t1meMa", "555-555", "Universal City Plaza", "photos", "2819c223", "schemas");
    }

    @Test
    void addsReplacesAndRemovesAsTheRfcShows() {
        var home = apply(RfcExamples.REMOVE_WORK_ADDRESSES);
        assertThat(home.at("/emails")).hasSize(1);
        assertThat(home.at("/emails/0/value").asString()).isEqualTo("babs@jensen.org");

        var again = apply(home, RfcExamples.ADD_WITHOUT_PATH);
        assertThat(again.at("/emails"))
                .as("the same address is not added twice")
                .hasSize(1);

        var both = apply(home, RfcExamples.REPLACE_WITHOUT_PATH);
        assertThat(both.at("/emails")).hasSize(2);
        assertThat(both.at("/emails/0/primary").asBoolean()).isTrue();
        assertThat(apply(RfcExamples.REPLACE_STREET)).isEqualTo(babs());
    }

    @Test
    void changesMembersAsTheRfcShows() {
        var group = ScimSchemas.GROUP.clean((ObjectNode) JSON.readTree(RfcExamples.GROUP));
        var babs = "2819c223-7f76-453a-919d-413861904646";

        assertThat(group(group, RfcExamples.addMember(babs)).at("/members")).hasSize(2);
        assertThat(group(group, RfcExamples.addMember("new")).at("/members")).hasSize(3);
        assertThat(group(group, RfcExamples.removeMember(babs)).at("/members")).hasSize(1);
        assertThat(group(group, RfcExamples.REMOVE_ALL_MEMBERS).has("members")).isFalse();
        assertThat(group(group, RfcExamples.removeMember(babs), RfcExamples.addMember("new"))
                        .at("/members"))
                .hasSize(2);
        assertThat(group(group, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + babs + "\"}]}")
                        .at("/members"))
                .as("as Entra removes one")
                .hasSize(1);
    }

    @Test
    void understandsWhatDirectoriesSendBesideTheRfc() {
        var entra = apply(
                "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}",
                "{\"op\":\"Add\",\"path\":\"emails[type eq \\\"other\\\"].value\",\"value\":\"b@example.org\"}",
                "{\"op\":\"Replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"new@example.com\"}",
                "{\"op\":\"Add\",\"path\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department\","
                        + "\"value\":\"Audit\"}",
                "{\"op\":\"Replace\",\"value\":{\"name.familyName\":\"Smith\",\"displayName\":\"Babs Smith\","
                        + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter\":\"9\"}}");

        assertThat(entra.path("active").isBoolean()).isTrue();
        assertThat(entra.path("active").booleanValue()).isFalse();
        assertThat(entra.at("/emails/2/type").asString()).isEqualTo("other");
        assertThat(entra.at("/emails/2/value").asString()).isEqualTo("b@example.org");
        assertThat(entra.at("/emails/0/value").asString()).isEqualTo("new@example.com");
        assertThat(entra.path("department").asString()).isEqualTo("Audit");
        assertThat(entra.path("costCenter").asString()).isEqualTo("9");
        assertThat(entra.at("/name/familyName").asString()).isEqualTo("Smith");
        assertThat(entra.at("/name/givenName").asString()).isEqualTo("Barbara");

        var okta = apply("{\"op\":\"replace\",\"value\":{\"id\":\"2819c223\",\"active\":false}}");
        assertThat(okta.path("active").booleanValue()).isFalse();
        assertThat(okta.has("id")).isFalse();
    }

    @Test
    void setsAndRemovesParts() {
        assertThat(apply("{\"op\":\"remove\",\"path\":\"name.middleName\"}")
                        .path("name")
                        .has("middleName"))
                .isFalse();
        assertThat(apply("{\"op\":\"replace\",\"path\":\"name\",\"value\":{\"givenName\":\"B\"}}")
                        .at("/name/familyName")
                        .asString())
                .isEqualTo("Jensen");
        assertThat(apply("{\"op\":\"remove\",\"path\":\"title\"}").has("title")).isFalse();
        assertThat(apply("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"\"}")
                        .has("title"))
                .isFalse();
        assertThat(apply("{\"op\":\"replace\",\"path\":\"manager\",\"value\":{\"value\":\"7\"}}")
                        .at("/manager/value")
                        .asString())
                .isEqualTo("7");
    }

    @Test
    void onlyOneAddressIsPrimary() {
        var patched = apply(
                "{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"value\":\"c@example.com\",\"primary\":true}]}");

        assertThat(patched.at("/emails/0/primary").asBoolean()).isFalse();
        assertThat(patched.at("/emails/2/primary").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatCannotBeDoneAndChangesNothing() {
        var wrong = List.of(
                List.of("invalidSyntax", "{\"op\":\"move\",\"path\":\"title\",\"value\":\"x\"}"),
                List.of("invalidSyntax", "{\"path\":\"title\",\"value\":\"x\"}"),
                List.of("invalidValue", "{\"op\":\"add\",\"path\":\"title\"}"),
                List.of("invalidValue", "{\"op\":\"add\",\"value\":\"x\"}"),
                List.of("noTarget", "{\"op\":\"remove\"}"),
                List.of("invalidPath", "{\"op\":\"add\",\"path\":\"shoeSize\",\"value\":\"43\"}"),
                List.of("invalidPath", "{\"op\":\"add\",\"path\":\"name.nick\",\"value\":\"x\"}"),
                List.of("invalidPath", "{\"op\":\"add\",\"path\":\"title[a eq 1]\",\"value\":\"x\"}"),
                List.of("invalidPath", "{\"op\":\"add\",\"path\":\"emails[type eq\",\"value\":\"x\"}"),
                List.of(
                        "noTarget",
                        "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"x\\\"].value\",\"value\":\"x\"}"),
                List.of("mutability", "{\"op\":\"add\",\"path\":\"groups\",\"value\":[{\"value\":\"1\"}]}"),
                List.of("invalidValue", "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"perhaps\"}"),
                List.of("invalidValue", "{\"op\":\"replace\",\"path\":\"title\",\"value\":{\"a\":1}}"),
                List.of(
                        "invalidValue",
                        "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" + "x".repeat(1001) + "\"}"));
        var before = babs();
        for (var each : wrong) {
            assertThatThrownBy(() -> apply(before, "{\"op\":\"remove\",\"path\":\"title\"}", each.get(1)))
                    .as(each.get(1))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused ->
                                    assertThat(refused.problem().extensions()).containsEntry("scimType", each.get(0)));
        }
        assertThat(before).isEqualTo(babs());
    }

    @Test
    void appliesOrRefusesWhateverComes() {
        var random = Seeds.random("scim patches");
        var ops = List.of("add", "Replace", "REMOVE", "x", "");
        var paths = List.of(
                "title",
                "name",
                "name.familyName",
                "emails",
                "emails.value",
                "emails[type eq \"work\"]",
                "emails[pr]",
                "emails[not (type pr)].primary",
                "active",
                "groups",
                "manager.value",
                "",
                "[",
                "password",
                "value",
                "id");
        var values = List.of(
                "null",
                "\"x\"",
                "true",
                "7",
                "[]",
                "{}",
                "[[]]",
                "[null]",
                "[\"a\",{\"value\":\"b\"}]",
                "{\"value\":1}",
                "{\"emails\":{\"value\":{}}}",
                "{\"name\":[]}",
                "{\"\":1}",
                "{\"a.b.c\":1}",
                "1e400");
        for (int i = 0; i < 20_000; i++) {
            var operation = "{\"op\":\"%s\",\"path\":%s,\"value\":%s}"
                    .formatted(
                            ops.get(random.nextInt(ops.size())),
                            random.nextInt(4) == 0
                                    ? "null"
                                    : JSON.writeValueAsString(paths.get(random.nextInt(paths.size()))),
                            values.get(random.nextInt(values.size())));
            try {
                ScimSchemas.USER.clean(apply(operation));
            } catch (ProblemException refused) {
                assertThat(refused.problem().extensions()).as(operation).containsKey("scimType");
            }
        }
    }
}
