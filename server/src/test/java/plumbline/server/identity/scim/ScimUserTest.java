package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.oidc.GroupRoles;

class ScimUserTest extends ScimUserFixture {
    @Test
    void makesTheRfcsUserAnAccountWithTheLeastRole() {
        var answer = directory.post(USERS, RfcExamples.ENTERPRISE_USER, "Content-Type", "application/scim+json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        var user = answer.json();
        assertThat(answer.location()).hasValue(user.at("/meta/location").asString());
        assertThat(answer.header("ETag")).isEqualTo(user.at("/meta/version").asString());
        assertThat(user.get("schemas")).hasSize(2);
        assertThat(user.get("id").asString()).isNotEqualTo("2819c223-7f76-453a-919d-413861904646");
        assertThat(user.get("externalId").asString()).isEqualTo("701984");
        assertThat(user.at("/name/formatted").asString()).isEqualTo("Ms. Barbara J Jensen, III");
        assertThat(user.get(ScimSchemas.ENTERPRISE).get("department").asString())
                .isEqualTo("Tour Operations");
        assertThat(answer.text()).doesNotContain("t1meMa", "Tour Guides");
        var account = account("bjensen@example.com");
        assertThat(account.name()).isEqualTo("Babs Jensen");
        assertThat(account.roles()).containsExactly(GroupRoles.LEAST);
        assertThat(account.hasPassword()).isFalse();
        assertThat(directory.get(USERS + "/" + id(answer)).json()).isEqualTo(user);

        var again = directory.post(USERS, RfcExamples.MINIMAL_USER);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Content-Type")).startsWith("application/scim+json");
        assertThat(again.json().get("schemas").get(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(again.json().get("status").asString()).isEqualTo("409");
        assertThat(again.json().get("scimType").asString()).isEqualTo("uniqueness");
        for (var filter : RfcExamples.FILTERS) {
            assertThat(filtered(filter).status()).as(filter).isEqualTo(200);
        }
        for (var yes : List.of(
                "userName eq \"BJensen@example.com\"",
                "externalId eq \"701984\"",
                "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]",
                "emails.value eq \"babs@jensen.org\"",
                "emails eq \"babs@jensen.org\"",
                "name.familyName sw \"JEN\" and active eq true",
                "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
                "not (title pr and title ne \"Tour Guide\") and title pr")) {
            assertThat(filtered(yes).json().get("totalResults").asInt()).as(yes).isEqualTo(1);
        }
        for (var no : List.of(
                "externalId eq \"701984\" and active eq false",
                "emails[type eq \"home\" and value co \"@example.com\"]",
                "title eq \"tour_guide\"",
                "title co \"%\"",
                "phoneNumbers pr")) {
            assertThat(filtered(no).json().get("totalResults").asInt()).as(no).isZero();
        }
    }

    @Test
    void saysWhatIsWrongInItsOwnForm() {
        for (var wrong : List.of(
                List.of("not json", "400", "invalidSyntax"),
                List.of("[]", "400", "invalidSyntax"),
                List.of("{}", "400", "invalidValue"),
                List.of(user("", ""), "400", "invalidValue"),
                List.of(user("noaddress", ""), "400", "invalidValue"),
                List.of(user("a@example.com", ",\"active\":\"perhaps\""), "400", "invalidValue"),
                List.of(user("a@example.com", ",\"emails\":[{\"value\":\"nowhere\"}]"), "400", "invalidValue"),
                List.of(user("x".repeat(300) + "@example.com", ""), "400", "invalidValue"),
                List.of("[".repeat(2000), "400", "invalidSyntax"))) {
            var answer = directory.post(USERS, wrong.get(0));

            assertThat(answer.status()).as(wrong.get(0)).isEqualTo(400);
            assertThat(answer.json().get("status").asString()).isEqualTo("400");
            assertThat(answer.json().get("scimType").asString())
                    .as(wrong.get(0))
                    .isEqualTo(wrong.get(2));
        }
        assertThat(filtered("userName eq").json().get("scimType").asString()).isEqualTo("invalidFilter");
        assertThat(filtered("shoeSize pr").status()).isEqualTo(400);
        for (var id : List.of("999999999", "2819c223-7f76-453a-919d-413861904646", "0", "-1", "9".repeat(40))) {
            var answer = directory.get(USERS + "/" + id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.json().get("status").asString()).isEqualTo("404");
        }
        assertThat(directory.get("/scim/v2/Nothing").json().get("status").asString())
                .isEqualTo("404");
        assertThat(directory
                        .post(USERS, "{\"userName\":\"" + "x".repeat(5 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void isClosedToEverybodyElse() {
        assertThat(server.nobody().get(USERS).status()).isEqualTo(401);
        assertThat(server.nobody().get(USERS).json().get("schemas").get(0).asString())
                .endsWith(":Error");
        assertThat(server.token(Permission.CONTROL_READ).get(USERS).status()).isEqualTo(403);
        assertThat(server.signIn(Role.ENGINEER).get(USERS).status()).isEqualTo(403);
        assertThat(directory.get("/api/v1/people").status()).isEqualTo(403);
        assertThat(directory.get("/api/v1/controls").status()).isEqualTo(403);
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            created("page" + i + fresh());
        }
        var filter = "filter=" + encoded("userName sw \"page\"");

        var first = directory.get(USERS + "?count=2&" + filter).json();
        var last = directory.get(USERS + "?startIndex=5&count=2&" + filter).json();
        var none = directory.get(USERS + "?startIndex=-3&count=-2&" + filter).json();

        assertThat(first.get("totalResults").asInt()).isEqualTo(5);
        assertThat(first.get("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(first.get("startIndex").asInt()).isEqualTo(1);
        assertThat(last.get("Resources")).hasSize(1);
        assertThat(none.get("startIndex").asInt()).isEqualTo(1);
        assertThat(none.get("Resources")).isEmpty();
        assertThat(none.get("totalResults").asInt()).isEqualTo(5);
        assertThat(directory.get(USERS + "?count=x").status()).isEqualTo(400);
        var brief = directory
                .get(USERS + "?attributes=userName&" + filter)
                .json()
                .get("Resources")
                .get(0);
        assertThat(brief.has("active")).isFalse();
        assertThat(brief.has("userName") && brief.has("id")).isTrue();
        var without = directory
                .get(USERS + "?excludedAttributes=emails,active&" + filter)
                .json();
        assertThat(without.get("Resources").get(0).has("active")).isFalse();
    }

    @Test
    void replacesAUserWhole() {
        var email = fresh();
        var id = id(directory.post(
                USERS, user(email, ",\"title\":\"Guide\",\"displayName\":\"Before\",\"externalId\":\"e1\"")));
        var moved = fresh();

        var answer = directory.put(
                USERS + "/" + id,
                user(moved, ",\"displayName\":\"After\",\"emails\":[{\"value\":\"%s\"}]".formatted(moved)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().has("title")).isFalse();
        assertThat(answer.json().has("externalId")).isFalse();
        assertThat(answer.json().get("active").booleanValue()).isTrue();
        assertThat(account(moved).name()).isEqualTo("After");
        assertThat(server.part(Accounts.class).find(email)).isEmpty();
        var taken = fresh();
        created(taken);
        var clash = directory.put(USERS + "/" + id, user(taken, ""));
        assertThat(clash.status()).isEqualTo(409);
        assertThat(account(moved).name()).isEqualTo("After");
    }

    @Test
    void refusesChangesOfWhatWasChangedMeanwhile() {
        var created = created(fresh());
        var id = id(created);
        var seen = created.header("ETag");
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"a\"}")
                        .status())
                .isEqualTo(200);

        var body = RfcExamples.patch("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"b\"}");
        var stale = directory.send("PATCH", USERS + "/" + id, body, "If-Match", seen);
        var fresh = directory.send(
                "PATCH",
                USERS + "/" + id,
                body,
                "If-Match",
                directory.get(USERS + "/" + id).header("ETag"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().get("status").asString()).isEqualTo("412");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(directory.delete(USERS + "/" + id, "If-Match", seen).status())
                .isEqualTo(412);
    }

    @Test
    void notesWhoDidWhatWithoutAddressesInIt() {
        var email = fresh();
        var id = id(created(email));
        patch(id, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Another Name\"}");
        directory.delete(USERS + "/" + id);

        var entries = server.transactions()
                .reading()
                .fetch(
                        "select action, convert_from(content, 'UTF8') from journal_entry where object_id = ? order by id",
                        "account:" + id)
                .formatCSV();

        assertThat(entries)
                .contains("account.created", "account.described", "account.deactivated", "service account")
                .doesNotContain(email);
    }
}
