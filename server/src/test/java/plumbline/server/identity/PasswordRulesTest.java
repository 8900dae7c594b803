package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> ADA = List.of("Ada Lovelace", "ada.lovelace@example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevenchars",
                "password12345",
                "P@ssw0rd2026!",
                "aaaaaaaaaaaa",
                "123412341234",
                "qwertyuiopas",
                "abcdefghijkl",
                "098765432109",
                "Welcome2026!!!!",
                "AdaLovelace2026",
                "ada.lovelace@example",
                "plumbline-admin-1",
                "administrator",
            })
    void refusesWhatEverybodyTries(String password) {
        assertThat(PasswordRules.complaint(password, ADA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lorry dentist umbrella moss",
                "all lower case and no digits",
                "пароль из нескольких слов",
                "鉛筆と自転車と青い海と古い時計",
                "x7!kPq2#vL9z",
                "a password is here but not alone",
            })
    void takesAnyCharactersWithoutRulesOfComposition(String password) {
        assertThat(PasswordRules.complaint(password, ADA)).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void takesLongOnesAndBoundsThem() {
        assertThat(PasswordRules.complaint("abcde fghij ".repeat(40), ADA)).isEmpty();
        assertThat(PasswordRules.complaint("abcde fghij ".repeat(50), ADA)).isPresent();
    }
}
