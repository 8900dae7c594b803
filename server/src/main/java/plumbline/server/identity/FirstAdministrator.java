package plumbline.server.identity;

import java.util.Optional;

/// The way in for the first person: a link that is printed at each start until somebody used it. There is no default
/// password.
public final class FirstAdministrator {
    private final Credentials credentials;

    FirstAdministrator(Credentials credentials) {
        this.credentials = credentials;
    }

    /// A new link, or none when there is an account already. It works once, for a day, and replaces earlier ones.
    public Optional<String> link() {
        return credentials.welcomeLink();
    }
}
