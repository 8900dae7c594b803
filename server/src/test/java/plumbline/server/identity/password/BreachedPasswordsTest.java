package plumbline.server.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.platform.StartFailure;
import plumbline.testkit.Seeds;

class BreachedPasswordsTest {
    @TempDir
    private Path folder;

    @Test
    void findsExactlyWhatTheFileHas() throws IOException {
        var random = Seeds.random("BreachedPasswordsTest");
        for (int size : new int[] {1, 2, 3, 7, 100, 3000}) {
            var lines = new TreeMap<String, String>();
            for (int i = 0; i < size; i++) {
                var hash = sha1("breached " + i);
                lines.put(hash, hash + (random.nextBoolean() ? ":" + random.nextInt(1, 50_000_000) : ""));
            }
            for (var ending : List.of("\r\n", "\n")) {
                var file = file(String.join(ending, lines.values()) + (random.nextBoolean() ? ending : ""));
                var breached = BreachedPasswords.open(file);
                for (int i = 0; i < size; i++) {
                    assertThat(breached.contain("breached " + i))
                            .as("%d of %d", i, size)
                            .isTrue();
                    assertThat(breached.contain("other " + i))
                            .as("%d of %d", i, size)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void refusesWhatIsNotASortedListOfHashes() throws IOException {
        var one = sha1("one");
        var two = sha1("two");
        var sorted = List.of(one, two).stream().sorted().toList();
        for (var content : List.of(
                "",
                "password\n",
                one.substring(1) + "\n",
                sorted.get(1) + "\n" + sorted.get(0) + "\n",
                one + ":many\n")) {
            var file = file(content);
            assertThatThrownBy(() -> BreachedPasswords.open(file))
                    .as(content)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("PLUMBLINE_BREACHED_PASSWORDS");
        }
        assertThatThrownBy(() -> BreachedPasswords.open(folder.resolve("missing")))
                .isInstanceOf(StartFailure.class);
    }

    @Test
    void aBreachedPasswordIsRefusedAndSaysWhy() throws IOException {
        var file = file(sha1("lorry dentist umbrella moss") + ":3\r\n");
        var rules = PasswordRules.from(name -> name.equals("PLUMBLINE_BREACHED_PASSWORDS") ? file.toString() : null);

        assertThat(rules.complaint("lorry dentist umbrella moss", List.of()))
                .get()
                .asString()
                .contains("breach");
        assertThat(rules.complaint("lorry dentist umbrella mosses", List.of())).isEmpty();
    }

    @Test
    void theSameCharactersAreTheSamePasswordHoweverTheyAreTyped() {
        var passwords = new Passwords();
        var hash = passwords.hash("Zürich café Ångström ﬁsh");

        assertThat(passwords.matches("Zu\u0308rich cafe\u0301 A\u030angstro\u0308m fish", hash))
                .isTrue();
        assertThat(passwords.matches("Zurich cafe Angstrom fish", hash)).isFalse();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "hashes", ".txt"), content);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
