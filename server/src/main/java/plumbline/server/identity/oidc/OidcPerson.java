package plumbline.server.identity.oidc;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import plumbline.server.identity.NewAccount;

/// A person as the provider vouches for them.
///
/// @param subject what the provider calls them for ever
/// @param email in lower case; none when it is missing, unusable, or not known to be theirs
/// @param userName in lower case; empty when the provider does not say it
/// @param groups as the directory writes them; empty when it names none
/// @param idToken the token itself, with which the provider recognises the session that it began
record OidcPerson(
        String issuer,
        String subject,
        Optional<String> email,
        String name,
        String userName,
        Set<String> groups,
        String idToken) {

    /// What a checked token says.
    static OidcPerson of(OidcUser user, OidcSettings settings) {
        var email = Optional.ofNullable(user.getEmail())
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(NewAccount::isEmail)
                .filter(_ -> isTheirs(user.getEmailVerified(), settings));
        return new OidcPerson(
                settings.issuer(),
                Objects.requireNonNull(user.getSubject()),
                email,
                name(user, email.orElse("")),
                Objects.requireNonNullElse(user.getPreferredUsername(), "")
                        .strip()
                        .toLowerCase(Locale.ROOT),
                groups(user.getClaims(), settings.groupsClaim()),
                user.getIdToken().getTokenValue());
    }

    /// What a directory may call them, in lower case.
    Set<String> names() {
        return Stream.concat(email.stream(), Stream.of(userName)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isTheirs(@Nullable Boolean verified, OidcSettings settings) {
        return verified == null ? settings.trustsEmails() : verified;
    }

    private static String name(OidcUser user, String otherwise) {
        for (var text : new String[] {user.getFullName(), user.getPreferredUsername()}) {
            if (text != null && NewAccount.isName(text)) {
                return text.strip();
            }
        }
        return otherwise.substring(0, Math.min(100, otherwise.length()));
    }

    /// Under the claim of this name, or step by step along its dots.
    private static Set<String> groups(Map<String, Object> claims, String claim) {
        Object found = claims.get(claim);
        if (found == null) {
            found = claims;
            for (var step : claim.split("\\.", -1)) {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return switch (found) {
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }
}
