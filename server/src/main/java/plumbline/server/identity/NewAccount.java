package plumbline.server.identity;

import java.util.Locale;
import java.util.Set;

/// A person to be added. Refuses what can never be a name or an address.
public record NewAccount(String email, String name, Set<Role> roles) {
    public NewAccount {
        email = email.strip().toLowerCase(Locale.ROOT);
        name = name.strip();
        roles = Set.copyOf(roles);
        if (!isEmail(email)) {
            throw new IllegalArgumentException("email must be an address, but is " + email);
        }
        if (!isName(name)) {
            throw new IllegalArgumentException("name must have 1 to 100 printable characters");
        }
    }

    /// Something, an at sign, something with a dot or `localhost`: whether mail arrives, only mail can tell.
    public static boolean isEmail(String text) {
        return text.length() <= 254 && text.strip().matches("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}");
    }

    public static boolean isName(String text) {
        return !text.isBlank()
                && text.strip().length() <= 100
                && text.strip().codePoints().noneMatch(Character::isISOControl);
    }
}
