package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import tools.jackson.databind.JsonNode;

/// A server and a directory that makes groups there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScimGroupFixture {
    static final String GROUPS = "/scim/v2/Groups";
    static final String USERS = "/scim/v2/Users";

    ServerFixture server;
    TestApi directory;
    TestBrowser administrator;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        directory = server.token(Permission.SCIM_PROVISION);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static String fresh(String what) {
        return what + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    /// A user whom the directory makes, by id.
    String user() {
        var made = directory.post(
                USERS,
                "{\"schemas\":[\"%s\"],\"userName\":\"g%s@example.com\"}"
                        .formatted(ScimSchemas.CORE_USER, UUID.randomUUID()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return id(made.json());
    }

    static String group(String name, String more) {
        return "{\"schemas\":[\"%s\"],\"displayName\":\"%s\"%s}".formatted(ScimSchemas.CORE_GROUP, name, more);
    }

    static String members(String... ids) {
        var members = new ArrayList<String>();
        for (var id : ids) {
            members.add("{\"value\":\"" + id + "\"}");
        }
        return ",\"members\":[" + String.join(",", members) + "]";
    }

    Answer made(String name, String... members) {
        var answer = directory.post(GROUPS, group(name, members(members)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    Answer patch(String id, String... operations) {
        return directory.send("PATCH", GROUPS + "/" + id, RfcExamples.patch(operations));
    }

    static String id(JsonNode resource) {
        return resource.get("id").asString();
    }

    static List<String> values(JsonNode group) {
        var values = new ArrayList<String>();
        group.path("members").forEach(member -> values.add(member.get("value").asString()));
        return values;
    }

    List<String> membersOf(String id) {
        return values(directory.get(GROUPS + "/" + id).json());
    }

    JsonNode found(String filter) {
        var answer = directory.get(GROUPS + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static String page(String id) {
        return "/settings/teams/" + id.substring(1);
    }
}
