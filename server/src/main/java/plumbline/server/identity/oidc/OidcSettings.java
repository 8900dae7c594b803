package plumbline.server.identity.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// The identity provider that the operator chose.
///
/// @param issuer its address, exactly as it names itself
/// @param secret none for a public client, which has PKCE alone
/// @param name as people know it, on the button
/// @param trustsEmails whether an address counts that the provider says nothing about; one that it
/// calls unverified never does
/// @param groupsClaim where a token names the person's groups
record OidcSettings(
        String issuer,
        String clientId,
        Optional<String> secret,
        String name,
        List<String> scopes,
        boolean trustsEmails,
        String groupsClaim,
        GroupRoles roles) {
    private static final String PREFIX = "PLUMBLINE_OIDC_";

    OidcSettings {
        scopes = List.copyOf(scopes);
    }

    /// Reads `PLUMBLINE_OIDC_*`; no provider without an issuer.
    ///
    /// @param variables answers null for what is not set
    /// @throws StartFailure naming the variable that cannot be used
    static Optional<OidcSettings> from(Function<String, @Nullable String> variables) {
        var values = new Values(variables);
        var issuer = values.text("ISSUER", "");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        if (!isUsable(issuer)) {
            throw new StartFailure(PREFIX + "ISSUER must be an https address such as https://login.example.com/realm, "
                    + "but is \"" + issuer + "\".");
        }
        var clientId = values.text("CLIENT_ID", "");
        if (clientId.isEmpty()) {
            throw new StartFailure(PREFIX + "CLIENT_ID must be set together with " + PREFIX + "ISSUER.");
        }
        var scopes = List.of(values.text("SCOPES", "openid email profile").split("\\s+", -1));
        if (!scopes.contains("openid")) {
            throw new StartFailure(PREFIX + "SCOPES must have openid among them.");
        }
        return Optional.of(new OidcSettings(
                issuer,
                clientId,
                values.secret(),
                values.text("NAME", "single sign-on"),
                scopes,
                values.trustsEmails(),
                values.text("GROUPS_CLAIM", "groups"),
                GroupRoles.parse(PREFIX + "ROLES", values.text("ROLES", ""))));
    }

    /// What goes to the provider must not be readable on the way; on the same machine there is no way.
    static boolean isUsable(@Nullable String address) {
        try {
            var uri = URI.create(address == null ? "" : address);
            var host = uri.getHost();
            boolean here = "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
            return host != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private record Values(Function<String, @Nullable String> variables) {
        String text(String name, String otherwise) {
            var value = variables.apply(PREFIX + name);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }

        boolean trustsEmails() {
            return switch (text("EMAILS", "verified")) {
                case "verified" -> false;
                case "trusted" -> true;
                default -> throw new StartFailure(PREFIX + "EMAILS must be \"verified\" or \"trusted\".");
            };
        }

        Optional<String> secret() {
            var file = text("CLIENT_SECRET_FILE", "");
            if (file.isEmpty()) {
                return Optional.of(text("CLIENT_SECRET", "")).filter(secret -> !secret.isEmpty());
            }
            try {
                return Optional.of(Files.readString(Path.of(file)).strip());
            } catch (IOException e) {
                throw new StartFailure(
                        PREFIX + "CLIENT_SECRET_FILE must name a file that can be read, but is " + file, e);
            }
        }
    }
}
