package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
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
    void leadsToTheStartPage() {
        var account = server.person(Role.ENGINEER);
        var browser = server.browser();
        browser.get("/sign-in");

        var answer = browser.post("/sign-in", "email", account.email(), "password", ServerFixture.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).contains("/");
        assertThat(browser.get("/sign-in").status()).isEqualTo(303);
    }

    @Test
    void refusesAWrongPassword() {
        var account = server.person(Role.ENGINEER);
        var browser = server.browser();
        browser.get("/sign-in");

        var answer = browser.post("/sign-in", "email", account.email(), "password", "wrong");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("do not belong together").contains(account.email());
    }
}
