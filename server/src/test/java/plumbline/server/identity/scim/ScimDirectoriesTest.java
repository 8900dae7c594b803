package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;

/// The conversations that the common directories have, request by request, in the shapes that they send.
class ScimDirectoriesTest {
    private static final String USERS = "/scim/v2/Users";
    private static final String GROUPS = "/scim/v2/Groups";

    private final ServerFixture server = ServerFixture.shared();
    private final TestApi directory = server.token(Permission.SCIM_PROVISION);

    private Answer search(String filter) {
        return directory.get(
                USERS + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + "&startIndex=1&count=100");
    }

    private boolean isActive(String email) {
        return server.part(Accounts.class).find(email).orElseThrow().active();
    }

    @Test
    void entraMakesChangesAndEndsAUser() {
        assertThat(search("userName eq \"mia.entra@example.com\"")
                        .json()
                        .get("totalResults")
                        .asInt())
                .isZero();
        var made = directory.post(USERS, """
                {
                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                  "externalId": "mia-object-id",
                  "userName": "mia.entra@example.com",
                  "active": "True",
                  "displayName": "Mia Entra",
                  "emails": [{"primary": true, "type": "work", "value": "mia.entra@example.com"}],
                  "meta": {"resourceType": "User"},
                  "name": {"formatted": "Mia Entra", "familyName": "Entra", "givenName": "Mia"},
                  "roles": []
                }""", "Content-Type", "application/scim+json; charset=utf-8");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var address = USERS + "/" + made.json().get("id").asString();
        assertThat(search("externalId eq \"mia-object-id\"")
                        .json()
                        .get("totalResults")
                        .asInt())
                .isEqualTo(1);

        var changed = directory.send("PATCH", address, """
                {
                  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                  "Operations": [
                    {"op": "Replace", "path": "emails[type eq \\"work\\"].value", "value": "mia.moved@example.com"},
                    {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                     "value": "Security"},
                    {"op": "Add", "path": "addresses[type eq \\"work\\"].formatted", "value": "somewhere"},
                    {"op": "Replace", "path": "name.familyName", "value": "Moved"},
                    {"op": "Replace", "path": "displayName", "value": "Mia Moved"}
                  ]
                }""");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().get(ScimSchemas.ENTERPRISE).get("department").asString())
                .isEqualTo("Security");
        assertThat(isActive("mia.moved@example.com")).isTrue();

        var ended = directory.send("PATCH", address, """
                {
                  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                  "Operations": [{"op": "Replace", "path": "active", "value": "False"}]
                }""");
        assertThat(ended.json().get("active").booleanValue()).isFalse();
        assertThat(isActive("mia.moved@example.com")).isFalse();
        assertThat(directory.delete(address).status()).isEqualTo(204);
        assertThat(directory.get(address).status()).isEqualTo(404);
    }

    private String user(String name) {
        var made = directory.post(
                USERS, "{\"schemas\":[\"%s\"],\"userName\":\"%s@example.com\"}".formatted(ScimSchemas.CORE_USER, name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static String patch(String... operations) {
        return RfcExamples.patch(operations);
    }

    @Test
    void entraMakesFillsAndEndsAGroup() {
        var first = user("ada.entra");
        var second = user("ben.entra");
        var search = GROUPS + "?excludedAttributes=members&filter=displayName+eq+%22Entra+%28Prod%29+%2F+Owners%22";
        assertThat(directory.get(search).json().get("totalResults").asInt()).isZero();
        var made = directory.post(GROUPS, """
                {
                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group",
                              "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
                  "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159",
                  "displayName": "Entra (Prod) / Owners",
                  "members": [],
                  "meta": {"resourceType": "Group"}
                }""", "Content-Type", "application/scim+json; charset=utf-8");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var address = GROUPS + "/" + made.json().get("id").asString();
        assertThat(directory.get(search).json().get("totalResults").asInt()).isEqualTo(1);

        var added = directory.send("PATCH", address, patch("""
                {"op": "Add", "path": "members", "value": [
                  {"$ref": null, "value": "%s"}, {"$ref": null, "value": "%s"}]}""".formatted(first, second)));
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(added.json().get("members")).hasSize(2);
        var removed = directory.send("PATCH", address, patch("""
                {"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "%s"}]}""".formatted(first)));
        assertThat(removed.json().get("members")).hasSize(1);
        var last = directory.send(
                "PATCH",
                address + "?excludedAttributes=members",
                patch("{\"op\": \"Remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(second)));
        assertThat(last.status()).isEqualTo(200);
        assertThat(directory.get(address).json().has("members")).isFalse();
        var renamed = directory.send(
                "PATCH", address, patch("{\"op\": \"Replace\", \"path\": \"displayName\", \"value\": \"Entra 2\"}"));
        assertThat(renamed.json().get("displayName").asString()).isEqualTo("Entra 2");
        assertThat(renamed.json().get("externalId").asString()).startsWith("8aa1a0c0");
        assertThat(directory.delete(address).status()).isEqualTo(204);
    }

    @Test
    void oktaMakesFillsAndEndsAGroup() {
        var first = user("ada.okta");
        var second = user("ben.okta");
        var made = directory.post(GROUPS, """
                {
                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                  "displayName": "Okta pushed",
                  "members": [{"value": "%s", "display": "ada.okta@example.com"}]
                }""".formatted(first));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var id = made.json().get("id").asString();
        var address = GROUPS + "/" + id;

        var renamed = directory.send("PATCH", address, patch("""
                {"op": "replace", "value": {"id": "%s", "displayName": "Okta pushed on"}}""".formatted(id)));
        assertThat(renamed.json().get("displayName").asString()).isEqualTo("Okta pushed on");
        assertThat(renamed.json().get("members")).hasSize(1);
        var swapped = directory.send("PATCH", address, patch("""
                {"op": "remove", "path": "members[value eq \\"%s\\"]"},
                {"op": "add", "path": "members", "value": [{"value": "%s", "display": "ben.okta@example.com"}]}""".formatted(first, second)));
        assertThat(swapped.json().at("/members/0/value").asString()).isEqualTo(second);
        var replaced = directory.send("PATCH", address, patch("""
                {"op": "replace", "path": "members", "value": [
                  {"value": "%s", "display": "ada.okta@example.com"}]}""".formatted(first)));
        assertThat(replaced.json().at("/members/0/value").asString()).isEqualTo(first);
        assertThat(replaced.json().get("members")).hasSize(1);
        var put = directory.put(address, """
                {
                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                  "id": "%s",
                  "displayName": "Okta put",
                  "members": [{"value": "%s"}, {"value": "%s"}]
                }""".formatted(id, first, second));
        assertThat(put.json().get("members")).hasSize(2);

        assertThat(directory.delete(USERS + "/" + second).status()).isEqualTo(204);
        assertThat(directory.get(address).json().get("members"))
                .as("a deleted user is in no group")
                .hasSize(1);
        assertThat(directory.get(address).header("ETag")).isNotEqualTo(put.header("ETag"));
        assertThat(directory.delete(address).status()).isEqualTo(204);
    }

    @Test
    void oktaMakesChangesAndEndsAUser() {
        assertThat(search("userName eq \"otto.okta@example.com\"").json().get("Resources"))
                .isEmpty();
        var body = """
                {
                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                  "userName": "otto.okta@example.com",
                  "name": {"givenName": "Otto", "familyName": "%s"},
                  "emails": [{"primary": true, "value": "otto.okta@example.com", "type": "work"}],
                  "displayName": "Otto %s",
                  "locale": "en-US",
                  "externalId": "00ujl29u0le5T6Aj10h7",
                  "groups": [],
                  "password": "1mz050nq",
                  "active": %s
                }""";
        var made = directory.post(USERS, body.formatted("Okta", "Okta", true));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("1mz050nq");
        var address = USERS + "/" + made.json().get("id").asString();

        assertThat(directory
                        .put(address, body.formatted("Changed", "Changed", true))
                        .json()
                        .at("/name/familyName")
                        .asString())
                .isEqualTo("Changed");
        var ended = directory.send("PATCH", address, """
                {
                  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                  "Operations": [{"op": "replace", "value": {"active": false}}]
                }""");
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        assertThat(isActive("otto.okta@example.com")).isFalse();
        assertThat(directory.put(address, body.formatted("Back", "Back", true)).status())
                .isEqualTo(200);
        assertThat(isActive("otto.okta@example.com")).isTrue();
    }
}
