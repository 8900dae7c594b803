package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.identity.oidc.GroupRoles;
import plumbline.server.platform.Actor;

class ScimEndingTest extends ScimUserFixture {
    @Test
    void endingAUserEndsSessionsAndTokensAtOnce() {
        var person = server.person(Role.ENGINEER);
        var browser = server.signIn(person);
        var id = id(filtered("userName eq \"" + person.email() + "\"")
                .json()
                .get("Resources")
                .get(0));

        var answer = patch(id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("active").booleanValue()).isFalse();
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        assertThat(account(person.email()).active()).isFalse();
        assertThat(patch(id, "{\"op\":\"replace\",\"value\":{\"active\":true}}").status())
                .isEqualTo(200);
        assertThat(account(person.email()).active()).isTrue();
    }

    private static String id(tools.jackson.databind.JsonNode user) {
        return user.get("id").asString();
    }

    @Test
    void bringsNobodyBackWhomAnAdministratorEnded() {
        var email = fresh();
        var id = id(created(email));
        server.part(Accounts.class).deactivate(Actor.SYSTEM, account(email));

        var answer = patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(account(email).active()).isFalse();
        // Ending somebody who is ended already does not make it the directory's.
        patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDeletedUserIsGoneForTheDirectoryAndComesBackOnlyAsTheSame() {
        var email = fresh();
        var id = id(created(email));
        server.part(Accounts.class).changeRoles(Actor.SYSTEM, account(email), Set.of(Role.ENGINEER));

        assertThat(directory.delete(USERS + "/" + id).status()).isEqualTo(204);

        assertThat(directory.get(USERS + "/" + id).status()).isEqualTo(404);
        assertThat(directory.delete(USERS + "/" + id).status()).isEqualTo(404);
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}")
                        .status())
                .isEqualTo(404);
        assertThat(filtered("userName eq \"" + email + "\"")
                        .json()
                        .get("totalResults")
                        .asInt())
                .isZero();
        assertThat(account(email).active()).isFalse();
        var stranger = directory.post(USERS, user(email, ",\"externalId\":\"somebody else\""));
        assertThat(stranger.status()).isEqualTo(409);
        assertThat(directory.post(USERS, user(email, "")).status()).isEqualTo(409);
        var same = directory.post(USERS, user(email, ",\"externalId\":\"ext-" + email + "\""));
        assertThat(same.status()).as(same.text()).isEqualTo(201);
        assertThat(account(email).active()).isTrue();
        assertThat(account(email).roles()).containsExactly(GroupRoles.LEAST);
    }

    @Test
    void doesNotTouchAnAdministratorsAddressNorTheLastOne() {
        var administrator = server.person(Role.ADMINISTRATOR);
        var user = filtered("userName eq \"" + administrator.email() + "\"")
                .json()
                .get("Resources")
                .get(0);

        var stolen = patch(
                id(user),
                "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"thief@example.com\"}");
        var renamed = patch(id(user), "{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"thief@example.com\"}");

        assertThat(stolen.status()).isEqualTo(403);
        assertThat(renamed.status()).isEqualTo(403);
        assertThat(account(administrator.email()).active()).isTrue();
        var all = filtered("active eq true").json().get("Resources");
        for (var each : all) {
            patch(id(each), "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        }
        assertThat(server.part(Accounts.class).all())
                .anyMatch(left -> left.active() && left.roles().contains(Role.ADMINISTRATOR));
        for (var each : all) {
            patch(id(each), "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
        }
    }
}
