package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Role;

/// What a group is here: a team that the directory names and fills, and that holds what it is given here.
class ScimGroupTeamTest extends ScimGroupFixture {

    @Test
    void neverTakesOverATeamThatWasMadeHere() {
        var name = fresh("By hand");
        var ours = administrator
                .post("/settings/teams", "name", name, "purpose", "", "lead", "")
                .location()
                .orElseThrow();
        administrator.post(ours + "/grants", "role", "administrator");
        var member = user();
        var id = id(made(fresh("Theirs"), member).json());

        var made = directory.post(GROUPS, group(name.toUpperCase(java.util.Locale.ROOT), members(member)));
        var renamed = patch(id, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}");

        for (var refused : List.of(made, renamed)) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("scimType").asString()).isEqualTo("uniqueness");
        }
        assertThat(found("displayName eq \"" + name + "\"").get("totalResults").asInt())
                .isZero();
        assertThat(directory
                        .get(GROUPS + "/g" + ours.substring(ours.lastIndexOf('/') + 1))
                        .status())
                .isEqualTo(404);
        assertThat(directory.post(GROUPS, group(fresh("Same"), "")).status()).isEqualTo(201);
        assertThat(administrator.get(ours).text()).doesNotContain("The directory says");
    }

    @Test
    void whatATeamHoldsIsGivenHereAlone() {
        var person = server.person(Role.EMPLOYEE);
        var browser = server.signIn(person);
        var name = fresh("administrator");
        var id = id(made(name, Long.toString(person.id())).json());
        assertThat(browser.get("/settings/people").status()).isEqualTo(403);

        assertThat(administrator.post(page(id) + "/grants", "role", "approver").status())
                .isEqualTo(303);
        assertThat(browser.get("/services").status()).isEqualTo(200);
        patch(id, RfcExamples.removeMember(Long.toString(person.id())));
        assertThat(browser.get("/services").status()).isEqualTo(403);
        patch(id, RfcExamples.addMember(Long.toString(person.id())));
        assertThat(browser.get("/services").status()).isEqualTo(200);
        assertThat(directory.delete(GROUPS + "/" + id).status()).isEqualTo(204);
        assertThat(browser.get("/services").status()).isEqualTo(403);
        assertThat(directory.get(GROUPS + "/" + id).status()).isEqualTo(404);
        assertThat(directory.delete(GROUPS + "/" + id).status()).isEqualTo(404);
        made(name, Long.toString(person.id()));
        assertThat(browser.get("/services").status())
                .as("a group made anew holds nothing")
                .isEqualTo(403);
    }

    @Test
    void itsPageTellsWhatHappenedToIt() {
        var id = id(made(fresh("On call"), user()).json());
        administrator.post(page(id) + "/grants", "role", "approver");

        assertThat(administrator.get(page(id)).text())
                .contains("/journal?object=team%3Ateam%3A" + id.substring(1))
                .containsPattern("/journal/JRN-[0-9]+\">given<");
    }

    @Test
    void itsNameAndPeopleDoNotChangeHere() {
        var member = user();
        var other = server.person(Role.EMPLOYEE);
        var name = fresh("Read only (prod)");
        var id = id(made(name, member).json());
        var address = "/api/v1/teams/" + id.substring(1);

        var added = administrator.json("PUT", address + "/members/" + other.id(), "");
        var removed = administrator.json("DELETE", address + "/members/" + member, "");
        administrator.post(page(id) + "/members", "email", other.email());
        administrator.post(page(id) + "/members/" + member + "/remove");
        administrator.post(page(id), "name", "Ours now", "purpose", "", "lead", "", "version", "2");

        assertThat(List.of(added.status(), removed.status())).containsOnly(409);
        assertThat(added.json().get("detail").asString()).contains("The directory says");
        assertThat(membersOf(id)).containsExactly(member);
        var team = administrator.get(address).json();
        assertThat(team.get("name").asString()).isEqualTo(name);
        assertThat(team.get("directory").asBoolean()).isTrue();
        var version = team.get("version").asString();
        var described = administrator.post(
                page(id), "name", name, "purpose", "Keeps production", "lead", "", "version", version);
        assertThat(described.status()).isEqualTo(303);
        assertThat(administrator.get(page(id)).text())
                .contains("Keeps production", "the directory (SCIM)")
                .doesNotContain("Put into the team", ">Take out<");
    }
}
