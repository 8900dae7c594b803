package plumbline.server.identity.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/// The 30,000 passwords that were found most often in breaches, as zxcvbn ships them.
final class CommonPasswords {
    private CommonPasswords() {}

    /// Read when somebody first chooses a password.
    private static final class Loaded {
        private static final Set<String> PASSWORDS = load();

        private static Set<String> load() {
            try {
                return Set.copyOf(StandardDictionaries.PASSWORDS_LOADER
                        .load()
                        .getRankedDictionary()
                        .keySet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Whether this is one of them, or one of them over and over.
    ///
    /// @param password in lower case
    static boolean contain(String password) {
        return Loaded.PASSWORDS.contains(password) || Loaded.PASSWORDS.contains(unit(password));
    }

    /// The shortest text of which this one is a repetition, maybe itself.
    private static String unit(String text) {
        int length = (text + text).indexOf(text, 1);
        return length < 0 ? text : text.substring(0, length);
    }
}
