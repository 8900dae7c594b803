package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.identity.breakglass.BreakGlass;
import plumbline.server.identity.factor.FactorReset;
import plumbline.server.platform.StartFailure;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInCommandTest {
    private ServerFixture server;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void printsTheLinkOfTheOneBreakGlassAccount() {
        assertThatThrownBy(() -> admin("break-glass"))
                .as("nobody is there yet")
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("first administrator");
        var person = server.person(Role.ADMINISTRATOR);
        assertThatThrownBy(() -> admin("break-glass", "--email", person.email()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("already");

        var first = admin("break-glass").strip();
        var second = admin("break-glass").strip();

        assertThat(first).startsWith("http://localhost/password?token=").isNotEqualTo(second);
        assertThat(server.browser().get(path(first)).status()).isEqualTo(404);
        assertThat(server.browser().get(path(second)).text()).contains(BreakGlass.DEFAULT_EMAIL);
        assertThat(server.transactions()
                        .reading()
                        .fetchCount(JOURNAL_ENTRY, JOURNAL_ENTRY.ACTION.eq("account.break-glass-made")))
                .isEqualTo(1);
    }

    @Test
    void resetsFactorsAndNamesTheSystemsUser() {
        var person = server.person(Role.ADMINISTRATOR);
        var browser = server.signIn(person);

        assertThat(admin("reset-factors", person.email()).strip()).isEqualTo(person.email());

        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        assertThat(server.transactions()
                        .reading()
                        .select(JOURNAL_ENTRY.ACTOR_NAME)
                        .from(JOURNAL_ENTRY)
                        .where(JOURNAL_ENTRY.ACTION.eq("account.factors-reset"))
                        .fetchAny()
                        .value1())
                .contains("by the system's user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "break-glass somebody@example.com",
                "break-glass --email nobody",
                "break-glass --role administrator",
                "reset-factors",
                "reset-factors a@example.com b@example.com"
            })
    void refusesWhatCannotBeMeant(String line) {
        assertThatThrownBy(() -> SignInCommand.check(List.of(line.split(" "))))
                .isInstanceOf(StartFailure.class)
                .hasMessageNotContaining("\n");
    }

    private String admin(String... words) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new SignInCommand(
                        server.part(Accounts.class), server.part(BreakGlass.class), server.part(FactorReset.class), out)
                .run(List.of(words));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String path(String link) {
        return link.substring("http://localhost".length());
    }
}
