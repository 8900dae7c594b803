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
