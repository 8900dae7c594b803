package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.StartFailure;

class AdminCommandTest {
    private final ServerFixture server = ServerFixture.shared();

    @Test
    void createsAPersonWhoSetsThePasswordByTheLinkOnce() {
        var email = email();
        var link = admin("create-user", email, "--role", "compliance-manager").strip();
        assertThat(link).startsWith("http://localhost/password?token=");
        var path = link.substring("http://localhost".length());
        var browser = server.browser();
        assertThat(browser.get(path).status()).isEqualTo(200);

        var secret = path.substring(path.indexOf('=') + 1);
        var set = browser.post("/password", "token", secret, "password", ServerFixture.PASSWORD);

        assertThat(set.status()).isEqualTo(303);
        assertThat(browser.cookie("plumbline")).isPresent();
        assertThat(server.browser().get(path).status()).isEqualTo(404);
        assertThat(admin("list-users")).contains(email + "\t").contains("compliance manager\tactive");
    }

    @Test
    void makesATokenThatWorksAndNamesTheSystemsUserInTheJournal() {
        var name = "pipeline " + UUID.randomUUID().toString().substring(0, 8);

        var secret = admin("create-token", "--service-account", name, "--permission", "scan:push", "--expires=1d");

        assertThat(secret.strip()).startsWith("plb_").hasSize(53);
        assertThat(server.part(Tokens.class).serviceAccount(name)).isPresent();
        assertThat(server.transactions()
                        .reading()
                        .select(JOURNAL_ENTRY.ACTOR_NAME)
                        .from(JOURNAL_ENTRY)
                        .where(JOURNAL_ENTRY.ACTION.eq("token.created"))
                        .orderBy(JOURNAL_ENTRY.ID.desc())
                        .fetchAny()
                        .value1())
                .contains("by the system's user");
    }

    @Test
    void sendsWhoeverIsLockedOutANewLink() {
        var account = server.person(plumbline.server.identity.Role.ADMINISTRATOR);

        assertThat(admin("reset-link", account.email())).contains("/password?token=");
    }

    @Test
    void refusesASecondAccountForAnAddress() {
        var account = server.person(plumbline.server.identity.Role.ENGINEER);

        assertThatThrownBy(() ->
                        admin("create-user", account.email().toUpperCase(java.util.Locale.ROOT), "--role", "auditor"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create-users",
                "create-user",
                "create-user a@example.com",
                "create-user a@example.com --role emperor",
                "create-user nobody --role auditor",
                "create-user a@example.com --role",
                "create-user a@example.com b@example.com --role auditor",
                "create-token --service-account x",
                "create-token --permission scan:push",
                "create-token --service-account x --permission account:manage",
                "create-token --service-account x --permission scan:push --expires 10y",
                "create-token --service-account x --permission scan:push --expires 367d",
                "list-users --all",
                "reset-link",
            })
    void refusesWhatCannotBeMeantInOneLine(String line) {
        assertThatThrownBy(() -> AdminCommand.check(line.isEmpty() ? List.of() : List.of(line.split(" "))))
                .isInstanceOf(StartFailure.class)
                .hasMessageNotContaining("\n");
    }

    private String admin(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new AdminCommand(server.part(Accounts.class), server.part(Tokens.class), _ -> Optional.empty(), out)
                .run(List.of(arguments));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String email() {
        return "a" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }
}
