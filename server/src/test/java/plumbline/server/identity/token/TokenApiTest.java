package plumbline.server.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Role;

class TokenApiTest {
    private static final String ACCOUNTS = "/api/v1/service-accounts";

    private final ServerFixture server = ServerFixture.shared();
    private final String name = "api " + UUID.randomUUID().toString().substring(0, 8);
    private TestBrowser engineer;

    @BeforeEach
    void signIn() {
        engineer = server.signIn(Role.ENGINEER);
        engineer.open("/settings/account");
    }

    @Test
    void makesAnAccountAndATokenThatWorksUntilItIsRevoked() {
        var account = create(name).header("Location");
        assertThat(engineer.get(account).json().get("name").asString()).isEqualTo(name);

        var made = token(account, "service:read", null);
        assertThat(made.status()).isEqualTo(201);
        var secret = made.json().get("secret").asString();
        assertThat(call(secret)).isEqualTo(200);

        var listed = engineer.get(account + "/tokens");
        assertThat(listed.text()).doesNotContain(secret);
        var token = listed.json().at("/items/0");
        assertThat(token.get("permissions").toString()).isEqualTo("[\"service:read\"]");
        assertThat(secret).endsWith(token.get("hint").asString());

        var address = account + "/tokens/" + token.get("id").asLong();
        assertThat(engineer.json("DELETE", address, "").status()).isEqualTo(204);
        assertThat(engineer.json("DELETE", address, "").status()).isEqualTo(204);
        assertThat(call(secret)).isEqualTo(401);
        assertThat(engineer.get(account + "/tokens")
                        .json()
                        .at("/items/0/revokedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void showsTheSecretOnce() {
        var account = create(name).header("Location");
        var key = UUID.randomUUID().toString();
        var secret = token(account, "service:read", key).json().get("secret").asString();

        var again = token(account, "service:read", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("secret").isNull()).isTrue();
        assertThat(engineer.get(account + "/tokens").json().get("items")).hasSize(1);
        assertThat(server.transactions()
                        .reading()
                        .fetch("select body from idempotent_answer")
                        .formatCSV())
                .doesNotContain(secret);
    }

    @Test
    void givesNothingThatTheCallerLacks() {
        var account = create(name).header("Location");

        for (var permission : new String[] {"service:write", "journal:read", "account:manage", "account:own", "all"}) {
            var answer = token(account, permission, null);
            assertThat(answer.status()).as(permission).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/pointer").asString()).startsWith("/permissions");
        }
        assertThat(engineer.json("POST", account + "/tokens", "{\"permissions\":[\"service:read\"],\"days\":367}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/days");
        assertThat(engineer.json(
                                "POST",
                                account + "/tokens",
                                "{\"permissions\":[\"service:read\"],\"days\":3,\"service\":\"none\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/service");
    }

    @Test
    void refusesANameThatIsTaken() {
        create(name);

        var again = create(name);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.json().at("/errors/0/pointer").asString()).isEqualTo("/name");
    }

    @Test
    void onlyAnAdministratorEndsAnAccount() {
        var account = create(name).header("Location");
        var secret = token(account, "service:read", null).json().get("secret").asString();
        assertThat(engineer.json("DELETE", account, "").status()).isEqualTo(403);
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");

        assertThat(administrator.json("DELETE", account, "").status()).isEqualTo(204);

        assertThat(call(secret)).isEqualTo(401);
        assertThat(token(account, "service:read", null).status()).isEqualTo(409);
    }

    private Answer create(String accountName) {
        return engineer.json("POST", ACCOUNTS, "{\"name\":\"%s\",\"purpose\":\"tests\"}".formatted(accountName));
    }

    private Answer token(String account, String permission, String key) {
        var request = engineer.request(account + "/tokens")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", engineer.proof())
                .POST(BodyPublishers.ofString("{\"permissions\":[\"%s\"],\"days\":30}".formatted(permission)));
        return engineer.send((key == null ? request : request.header("Idempotency-Key", key)).build());
    }

    private int call(String secret) {
        var api = server.nobody();
        return api.send(api.request("/api/v1/services")
                        .header("Authorization", "Bearer " + secret)
                        .build())
                .status();
    }
}
