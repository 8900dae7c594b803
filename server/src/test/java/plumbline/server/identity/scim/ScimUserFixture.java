package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

/// A server and a directory that makes users there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScimUserFixture {
    static final String USERS = "/scim/v2/Users";

    ServerFixture server;
    TestApi directory;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        server.person(Role.ADMINISTRATOR);
        directory = server.token(Permission.SCIM_PROVISION);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static String fresh() {
        return "u" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }

    static String user(String userName, String more) {
        return "{\"schemas\":[\"%s\"],\"userName\":\"%s\"%s}".formatted(ScimSchemas.CORE_USER, userName, more);
    }

    Answer created(String userName) {
        var answer = directory.post(
                USERS, user(userName, ",\"externalId\":\"ext-%s\",\"displayName\":\"A Name\"".formatted(userName)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    static String id(Answer answer) {
        return answer.json().get("id").asString();
    }

    Account account(String email) {
        return server.part(Accounts.class).find(email).orElseThrow();
    }

    Answer patch(String id, String... operations) {
        return directory.send("PATCH", USERS + "/" + id, RfcExamples.patch(operations));
    }

    static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    Answer filtered(String filter) {
        return directory.get(USERS + "?filter=" + encoded(filter));
    }
}
