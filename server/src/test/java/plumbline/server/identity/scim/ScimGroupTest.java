package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.breakglass.BreakGlass;
import plumbline.server.platform.Actor;

class ScimGroupTest extends ScimGroupFixture {

    @Test
    void makesTheRfcsGroupATeamThatHoldsNothing() {
        var babs = user();
        var mandy = user();
        var example = RfcExamples.GROUP
                .replace("2819c223-7f76-453a-919d-413861904646", babs)
                .replace("902c246b-6245-4190-8e05-00816be7344a", mandy);

        var answer = directory.post(GROUPS, example, "Content-Type", "application/scim+json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        var group = answer.json();
        assertThat(group.get("schemas").get(0).asString()).isEqualTo(ScimSchemas.CORE_GROUP);
        assertThat(group.get("displayName").asString()).isEqualTo("Tour Guides");
        assertThat(id(group)).isNotEqualTo("e9e30dba-f08f-4109-8486-d5c6a331660a");
        assertThat(values(group)).containsExactly(babs, mandy);
        assertThat(group.at("/members/0/$ref").asString()).endsWith("/scim/v2/Users/" + babs);
        assertThat(group.at("/members/0/type").asString()).isEqualTo("User");
        assertThat(answer.location()).hasValue(group.at("/meta/location").asString());
        assertThat(answer.header("ETag")).isEqualTo(group.at("/meta/version").asString());
        assertThat(directory.get(GROUPS + "/" + id(group)).json()).isEqualTo(group);
        var own = directory.get(USERS + "/" + babs).json().get("groups");
        assertThat(own).hasSize(1);
        assertThat(id(group)).isEqualTo(own.get(0).get("value").asString());
        assertThat(own.get(0).get("display").asString()).isEqualTo("Tour Guides");
        assertThat(administrator.get(page(id(group))).text()).contains("The directory says", "No roles");
    }

    @Test
    void changesMembersByTheRfcsOperations() {
        var first = user();
        var second = user();
        var third = user();
        var id = id(made(fresh("Rfc"), first, second).json());

        assertThat(values(patch(id, RfcExamples.addMember(first)).json())).containsExactly(first, second);
        assertThat(values(patch(id, RfcExamples.addMember(third)).json())).containsExactly(first, second, third);
        assertThat(values(patch(id, RfcExamples.removeMember(first)).json())).containsExactly(second, third);
        assertThat(values(patch(id, RfcExamples.removeMember(second), RfcExamples.addMember(first))
                        .json()))
                .containsExactly(first, third);
        assertThat(values(patch(id, RfcExamples.REMOVE_ALL_MEMBERS, RfcExamples.addMember(second))
                        .json()))
                .containsExactly(second);
        assertThat(patch(id, RfcExamples.REMOVE_ALL_MEMBERS).json().has("members"))
                .isFalse();
        assertThat(directory.get(USERS + "/" + second).json().has("groups")).isFalse();
    }

    @Test
    void findsGroupsAsDirectoriesLookForThem() {
        var member = user();
        var name = fresh("Find");
        var external = UUID.randomUUID().toString();
        var id = id(directory
                .post(GROUPS, group(name, ",\"externalId\":\"" + external + "\"" + members(member)))
                .json());

        for (var filter : List.of(
                "displayName eq \"" + name.toUpperCase(java.util.Locale.ROOT) + "\"",
                "externalId eq \"" + external + "\"",
                "members.value eq \"" + member + "\"",
                "members[value eq \"" + member + "\"]",
                "members eq \"" + member + "\"",
                "id eq \"" + id + "\" and members.value eq \"" + member + "\"",
                "displayName sw \"Find\" and externalId pr and meta.created gt \"2020-01-01T00:00:00Z\"")) {
            var list = found(filter);
            assertThat(list.get("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(id(list.get("Resources").get(0))).as(filter).isEqualTo(id);
        }
        for (var filter : List.of(
                "displayName eq \"nobody's\"",
                "externalId eq \"" + external.toUpperCase(java.util.Locale.ROOT) + "\"",
                "members.value eq \"999999999\"",
                "members.value eq \"x\"")) {
            assertThat(found(filter).get("totalResults").asInt()).as(filter).isZero();
        }
        for (var wrong : List.of("shoeSize%20pr", "members.value%20co%20%221%22", "members%5Bdisplay%20pr%5D")) {
            var answer = directory.get(GROUPS + "?filter=" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().get("scimType").asString()).isEqualTo("invalidFilter");
        }
        var brief = directory
                .get(GROUPS + "?excludedAttributes=members&filter=externalId%20eq%20%22" + external + "%22")
                .json();
        assertThat(brief.get("Resources").get(0).has("members")).isFalse();
        assertThat(directory.get(GROUPS + "/" + id + "?attributes=displayName").text())
                .contains(name)
                .doesNotContain("members", external);
    }

    @Test
    void listsPageByPage() {
        var prefix = fresh("Page");
        for (int i = 0; i < 5; i++) {
            made(prefix + " " + i);
        }
        var address =
                GROUPS + "?filter=" + URLEncoder.encode("displayName sw \"" + prefix + "\"", StandardCharsets.UTF_8);

        var second = directory.get(address + "&startIndex=3&count=2").json();

        assertThat(second.get("totalResults").asInt()).isEqualTo(5);
        assertThat(second.get("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(second.get("Resources").get(0).get("displayName").asString()).isEqualTo(prefix + " 2");
        assertThat(directory.get(address + "&count=0").json().get("Resources")).isEmpty();
    }

    @Test
    void replacesAGroupWhole() {
        var before = user();
        var after = user();
        var made = made(fresh("Put"), before);
        var id = id(made.json());
        var name = fresh("Put anew");

        var answer = directory.put(GROUPS + "/" + id, group(name, ",\"externalId\":\"e7\"" + members(after)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("displayName").asString()).isEqualTo(name);
        assertThat(answer.json().get("externalId").asString()).isEqualTo("e7");
        assertThat(values(answer.json())).containsExactly(after);
        assertThat(answer.header("ETag")).isNotEqualTo(made.header("ETag"));
        var again = directory.put(GROUPS + "/" + id, group(name, ",\"externalId\":\"e7\"" + members(after)));
        assertThat(again.header("ETag"))
                .as("what changes nothing makes no version")
                .isEqualTo(answer.header("ETag"));
        var stale = directory.put(
                GROUPS + "/" + id,
                group(name, ""),
                "If-Match",
                made.header("ETag"),
                "Content-Type",
                "application/json");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(directory
                        .delete(GROUPS + "/" + id, "If-Match", made.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(membersOf(id)).containsExactly(after);
    }

    @Test
    void saysWhatIsWrongInItsOwnForm() {
        var member = user();
        var id = id(made(fresh("Wrong"), member).json());
        var other = id(made(fresh("Nested")).json());
        var breakGlass = server.part(BreakGlass.class);
        breakGlass.link(Actor.SYSTEM, BreakGlass.DEFAULT_EMAIL);
        var hidden = Long.toString(breakGlass.account().orElseThrow().id());

        for (var wrong : List.of(
                group("", ""),
                group("x".repeat(257), ""),
                group("a\\u0007b", ""),
                "{}",
                group(fresh("m"), members("999999999")),
                group(fresh("m"), members("2819c223-7f76-453a-919d-413861904646")),
                group(fresh("m"), members(other)),
                group(fresh("m"), members(hidden)),
                group(fresh("m"), ",\"members\":[{\"value\":\"" + member + "\",\"type\":\"Group\"}]"))) {
            for (var answer : List.of(directory.post(GROUPS, wrong), directory.put(GROUPS + "/" + id, wrong))) {
                assertThat(answer.status()).as(wrong).isEqualTo(400);
                assertThat(answer.json().get("scimType").asString()).as(wrong).isEqualTo("invalidValue");
            }
        }
        var half = patch(
                id,
                "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Half done\"}",
                RfcExamples.addMember("999999999"));
        assertThat(half.status()).isEqualTo(400);
        assertThat(directory.get(GROUPS + "/" + id).text()).doesNotContain("Half done");
        assertThat(membersOf(id)).containsExactly(member);
        for (var unknown : List.of("1", "g", "g0", "g999999999", "e9e30dba-f08f-4109-8486-d5c6a331660a")) {
            assertThat(directory.get(GROUPS + "/" + unknown).status())
                    .as(unknown)
                    .isEqualTo(404);
        }
        var groups = directory.send(
                "PATCH",
                USERS + "/" + member,
                RfcExamples.patch("{\"op\":\"add\",\"path\":\"groups\",\"value\":[{\"value\":\"" + other + "\"}]}"));
        assertThat(groups.json().get("scimType").asString()).isEqualTo("mutability");
        assertThat(membersOf(other)).isEmpty();
    }

    @Test
    void isClosedToEverybodyElse() {
        var id = id(made(fresh("Closed")).json());

        for (var address : List.of(GROUPS, GROUPS + "/" + id)) {
            assertThat(server.nobody().get(address).status()).isEqualTo(401);
            assertThat(server.token(Permission.CONTROL_READ).get(address).status())
                    .isEqualTo(403);
            assertThat(server.signIn(Role.ENGINEER).get(address).status()).isEqualTo(403);
        }
        var stranger = server.token(Permission.CONTROL_READ, Permission.FINDING_READ);
        assertThat(stranger.post(GROUPS, group(fresh("Stranger"), "")).status()).isEqualTo(403);
        assertThat(stranger.put(GROUPS + "/" + id, group("Stranger", "")).status())
                .isEqualTo(403);
        assertThat(stranger.send("PATCH", GROUPS + "/" + id, RfcExamples.patch(RfcExamples.REMOVE_ALL_MEMBERS))
                        .status())
                .isEqualTo(403);
        assertThat(stranger.delete(GROUPS + "/" + id).status()).isEqualTo(403);
        assertThat(directory.get("/api/v1/teams").status()).isEqualTo(403);
    }

    @Test
    void notesEachChangeWithWhatItChanged() {
        var first = user();
        var second = user();
        var before = fresh("Before");
        var after = fresh("After");
        var id = id(made(before, first).json());
        patch(
                id,
                "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + after + "\"}",
                RfcExamples.addMember(second),
                RfcExamples.removeMember(first));
        directory.delete(GROUPS + "/" + id);

        var entries = server.transactions()
                .reading()
                .fetch(
                        "select action, convert_from(content, 'UTF8') from journal_entry where object_id = ? order by id",
                        "team:" + id.substring(1));

        assertThat(entries.getValues(0, String.class))
                .containsExactly(
                        "team.created",
                        "team.members-changed",
                        "team.changed",
                        "team.members-changed",
                        "team.dissolved");
        assertThat(entries.getValues(1, String.class).get(2))
                .contains("\"before\":\"" + before, "\"after\":\"" + after);
        assertThat(entries.getValues(1, String.class).get(3))
                .contains("\"added\":[\"account:" + second + "\"]", "\"removed\":[\"account:" + first + "\"]")
                .contains("service account");
    }
}
