package plumbline.server.identity.password;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which passwords are good enough, after NIST SP 800-63B-4: long ones, because a password may be all that somebody
/// signs in with. No composition rules, no expiry; refused are those that are known from breaches, that everybody tries
/// first, or that are made of what is known about their owner.
public final class PasswordRules {
    public static final int SHORTEST = 15;
    static final int LONGEST = 512;

    /// Passwords that everybody tries, and the words that they are put together from.
    private static final String WORDS = """
            password passwort passwd pass word admin administrator root user login welcome letmein open sesame
            changeme change me secret geheim default qwertyuiop qwerty qwertz azerty asdfghjkl asdf zxcvbnm
            iloveyou love you i my the is dragon monkey football baseball master sunshine princess shadow
            superman batman trustno hello freedom whatever starwars computer internet company test testing temp
            demo guest plumbline cloud security compliance iso audit auditor spring summer autumn winter january
            february march april may june july august september october november december monday friday sunday
            abc abcd abcdef correcthorsebatterystaple
            """;

    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern COMMON = Pattern.compile("(?:" + WORDS.strip().replaceAll("\\s+", "|") + ")*");
    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "01234567890123456789");

    private final @Nullable BreachedPasswords breached;

    private PasswordRules(@Nullable BreachedPasswords breached) {
        this.breached = breached;
    }

    /// The rules, with the file of breached passwords that `PLUMBLINE_BREACHED_PASSWORDS` names, if it names one.
    public static PasswordRules from(Function<String, @Nullable String> variables) {
        var file = variables.apply("PLUMBLINE_BREACHED_PASSWORDS");
        return new PasswordRules(file == null || file.isBlank() ? null : BreachedPasswords.open(Path.of(file)));
    }

    /// What is wrong with a password, if anything.
    ///
    /// @param about what others know of its owner: name, e-mail
    public Optional<String> complaint(String typed, List<String> about) {
        var password = Passwords.normal(typed);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(
                    "Use at least " + SHORTEST + " characters: a few words that only you would put together.");
        }
        if (length > LONGEST) {
            return Optional.of("Use at most " + LONGEST + " characters.");
        }
        if (isBreached(typed) || isBreached(password)) {
            return Optional.of("This password was found in a breach, so others will try it. Take another one.");
        }
        return isGuessable(password.toLowerCase(Locale.ROOT), about)
                ? Optional.of("This is among the first that somebody would try. Take a few words that do not belong"
                        + " together.")
                : Optional.empty();
    }

    private boolean isBreached(String password) {
        return breached != null && breached.contain(password);
    }

    private static boolean isGuessable(String password, List<String> about) {
        return password.codePoints().distinct().count() < 5
                || isKeyboardRow(password)
                || CommonPasswords.contain(password)
                || CommonPasswords.contain(letters(password))
                || COMMON.matcher(letters(password)).matches()
                || COMMON.matcher(letters(withoutOwner(password, about))).matches();
    }

    private static String withoutOwner(String password, List<String> about) {
        var rest = password;
        for (var known : about) {
            for (var part : GAP.splitAsStream(known.toLowerCase(Locale.ROOT)).toList()) {
                rest = part.length() < 3 ? rest : rest.replace(part, "");
            }
        }
        return rest;
    }

    /// The letters alone, with the digits that stand for letters turned back; what is left of a date is nothing.
    private static String letters(String text) {
        return text.replaceAll("[0-9\\p{Punct}]+$|^[0-9\\p{Punct}]+", "")
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replaceAll("[^\\p{L}]", "");
    }

    private static boolean isKeyboardRow(String password) {
        return ROWS.stream().anyMatch(row -> {
            var endless = row + row;
            return endless.contains(password)
                    || new StringBuilder(endless).reverse().toString().contains(password);
        });
    }
}
