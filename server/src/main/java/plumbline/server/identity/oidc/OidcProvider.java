package plumbline.server.identity.oidc;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/// What the provider says about itself: asked when somebody first wants to sign in there, so the server starts without
/// it, and again every hour. One that does not answer is left in peace for some seconds.
final class OidcProvider {
    private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration GOOD = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final String redirectUri;
    private final OidcCalls calls;
    private final InstantSource clock;

    private @Nullable ClientRegistration known;
    private Instant askAgain = Instant.MIN;

    OidcProvider(OidcSettings settings, String redirectUri, OidcCalls calls, InstantSource clock) {
        this.settings = settings;
        this.redirectUri = redirectUri;
        this.calls = calls;
        this.clock = clock;
    }

    OidcSettings settings() {
        return settings;
    }

    /// Where and how to sign in; empty while the provider cannot be reached or says what cannot be used.
    synchronized Optional<ClientRegistration> registration() {
        var now = clock.instant();
        if (!now.isBefore(askAgain)) {
            var found = ask();
            askAgain = now.plus(found.isPresent() ? GOOD : PAUSE);
            // What was good an hour ago is better than nothing.
            known = found.orElse(known);
        }
        return Optional.ofNullable(known);
    }

    /// Where the provider ends its own session, if it offers that and has been asked for anything yet.
    synchronized Optional<String> endSession() {
        return Optional.ofNullable(known)
                .map(registration -> registration
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get("end_session_endpoint"))
                .map(Object::toString)
                .filter(OidcSettings::isUsable);
    }

    private Optional<ClientRegistration> ask() {
        var address = settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        try {
            return Optional.of(registration(calls.metadata(URI.create(address))));
        } catch (NestedRuntimeException | IllegalArgumentException e) {
            log.warn("The identity provider {} cannot be used now: {}", settings.issuer(), e.getMessage());
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException saying what cannot be used
    private ClientRegistration registration(Map<String, Object> metadata) {
        if (!settings.issuer().equals(metadata.get("issuer"))) {
            throw new IllegalArgumentException(
                    "its issuer must be exactly PLUMBLINE_OIDC_ISSUER, but is " + metadata.get("issuer"));
        }
        var builder = ClientRegistrations.fromOidcConfiguration(metadata)
                .registrationId("oidc")
                .clientId(settings.clientId())
                .scope(settings.scopes())
                .redirectUri(redirectUri);
        var registration = settings.secret()
                .map(builder::clientSecret)
                .orElseGet(() -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE))
                .build();
        var details = registration.getProviderDetails();
        requireUsable("authorization_endpoint", details.getAuthorizationUri());
        requireUsable("token_endpoint", details.getTokenUri());
        requireUsable("jwks_uri", details.getJwkSetUri());
        var userInfo = details.getUserInfoEndpoint().getUri();
        if (userInfo != null) {
            requireUsable("userinfo_endpoint", userInfo);
        }
        return registration;
    }

    private static void requireUsable(String name, @Nullable String address) {
        if (!OidcSettings.isUsable(address)) {
            throw new IllegalArgumentException("its " + name + " must be an https address, but is " + address);
        }
    }
}
