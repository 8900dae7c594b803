package plumbline.server.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A person to be added. Refuses what can never be a name or an address.
///
/// @param grants what the person shall hold from the beginning
public record NewAccount(String email, String name, List<Rights.NewGrant> grants) {
    /// A person who holds these roles everywhere.
    public NewAccount(String email, String name, Set<Role> roles) {
        this(
                email,
                name,
                roles.stream().sorted().map(Rights.NewGrant::everywhere).toList());
    }

    public NewAccount {
        email = email.strip().toLowerCase(Locale.ROOT);
        name = name.strip();
        grants = List.copyOf(grants);
        if (!isEmail(email)) {
            throw new IllegalArgumentException("email must be an address, but is " + email);
        }
        if (!isName(name)) {
            throw new IllegalArgumentException("name must have 1 to 100 printable characters");
        }
    }

    /// The built-in roles among them.
    public Set<Role> roles() {
        return grants.stream()
                .flatMap(grant -> Optional.ofNullable(grant.role()).stream())
                .collect(Collectors.toUnmodifiableSet());
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
