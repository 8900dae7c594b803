package plumbline.server.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final PasswordRules RULES = PasswordRules.from(_ -> null);
    private static final List<String> ADA = List.of("Ada Lovelace", "ada.lovelace@example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "fourteen chars",
                "password12345678",
                "P@ssw0rd2026!!!!",
                "aaaaaaaaaaaaaaaa",
                "1234123412341234",
                "qwertyuiopasdfgh",
                "abcdefghijklmnop",
                "0987654321098765",
                "Welcome2026!!!!",
                "AdaLovelace2026",
                "ada.lovelace@example",
                "plumbline-admin-1",
                "administrator-2026",
                "liverpoolfc-2026!",
                "dragondragondragon",
                "1passwordpassword",
            })
    void refusesWhatEverybodyTries(String password) {
        assertThat(RULES.complaint(password, ADA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lorry dentist umbrella moss",
                "all lower case and no digits",
                "пароль из нескольких слов",
                "鉛筆と自転車と青い海と古い時計",
                "x7!kPq2#vL9zW4u",
                "a password is here but not alone",
            })
    void takesAnyCharactersWithoutRulesOfComposition(String password) {
        assertThat(RULES.complaint(password, ADA)).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void takesLongOnesAndBoundsThem() {
        assertThat(RULES.complaint("abcde fghij ".repeat(40), ADA)).isEmpty();
        assertThat(RULES.complaint("abcde fghij ".repeat(50), ADA)).isPresent();
    }
}
