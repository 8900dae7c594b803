package plumbline.server.identity.oidc;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// The protocol's two steps: the address that a browser is sent to, and what the code is worth that it comes back with.
/// Codes are redeemed and tokens checked by Spring Security: signature, issuer, audience, time and nonce.
final class OidcExchange {
    private static final Logger log = LoggerFactory.getLogger(OidcExchange.class);

    private final OidcSettings settings;
    private final OidcCalls calls;
    private final InstantSource clock;
    private final OidcAuthorizationCodeAuthenticationProvider checks;

    OidcExchange(OidcSettings settings, OidcCalls calls, InstantSource clock) {
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
        var users = new OidcUserService();
        users.setOauth2UserService(calls.people());
        checks = new OidcAuthorizationCodeAuthenticationProvider(calls.tokens(), users);
        checks.setJwtDecoderFactory(new Decoders()::of);
    }

    /// Where the browser of this attempt signs in.
    static String address(ClientRegistration registration, OidcHandshake handshake) {
        return request(registration, handshake).getAuthorizationRequestUri();
    }

    /// Who the code stands for; empty when the provider takes it back or its token does not hold. Why is in the log.
    Optional<OidcPerson> person(ClientRegistration registration, OidcHandshake handshake, String code) {
        var response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(Objects.requireNonNull(registration.getRedirectUri()))
                .state(handshake.state())
                .build();
        var exchange = new OAuth2AuthorizationExchange(request(registration, handshake), response);
        try {
            var checked = checks.authenticate(new OAuth2LoginAuthenticationToken(registration, exchange));
            var user = (OidcUser) Objects.requireNonNull(checked).getPrincipal();
            return Optional.of(OidcPerson.of(Objects.requireNonNull(user), settings));
        } catch (AuthenticationException e) {
            log.warn("A sign-in by {} was refused: {}", settings.issuer(), printable(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration registration, OidcHandshake handshake) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .redirectUri(Objects.requireNonNull(registration.getRedirectUri()))
                .scopes(registration.getScopes())
                .state(handshake.state())
                .attributes(kept -> {
                    kept.put(OidcParameterNames.NONCE, handshake.nonce());
                    kept.put(PkceParameterNames.CODE_VERIFIER, handshake.verifier());
                })
                .additionalParameters(shown -> {
                    shown.put(OidcParameterNames.NONCE, OidcHandshake.digest(handshake.nonce()));
                    shown.put(PkceParameterNames.CODE_CHALLENGE, OidcHandshake.digest(handshake.verifier()));
                    shown.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                })
                .build();
    }

    private static String printable(String text) {
        var shown = text.substring(0, Math.min(300, text.length()));
        return shown.replaceAll("\\p{Cntrl}", " ");
    }

    /// Keeps the decoder, and with it the provider's keys, as long as the registration is the same.
    private final class Decoders {
        private record Known(ClientRegistration registration, JwtDecoder decoder) {}

        private Optional<Known> last = Optional.empty();

        synchronized JwtDecoder of(ClientRegistration registration) {
            var known = last.filter(decoder -> decoder.registration() == registration)
                    .orElseGet(() -> new Known(registration, decoder(registration)));
            last = Optional.of(known);
            return known.decoder();
        }

        private JwtDecoder decoder(ClientRegistration registration) {
            var times = new OidcIdTokenValidator(registration);
            times.setClock(clock instanceof Clock moved ? moved : clock.withZone(ZoneOffset.UTC));
            // All of these need the provider's private key. "none" and those of a shared secret are not among them.
            var decoder = calls.keys(Objects.requireNonNull(
                            registration.getProviderDetails().getJwkSetUri()))
                    .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                    .build();
            decoder.setJwtValidator(times);
            decoder.setClaimSetConverter(
                    new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
            return decoder;
        }
    }
}
