package plumbline.server.identity.oidc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import plumbline.server.platform.outgoing.Body;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.platform.outgoing.OutgoingRequest;
import plumbline.server.platform.outgoing.Sent;

/// How the provider is called: Spring Security says what, the platform's sender does it. So no
/// redirect is followed, and time and size are bounded. The operator chose the provider, which may
/// well be inside the own network.
final class OidcCalls {
    private static final OutgoingRequest.Limits LIMITS = new OutgoingRequest.Limits(Duration.ofSeconds(10), 1 << 20);
    private static final Set<String> SENDERS_OWN = Set.of("host", "content-length", "connection", "transfer-encoding");
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final Outgoing outgoing;
    private final ClientHttpRequestInterceptor sender = (request, body, _) -> send(request, body);

    OidcCalls(Outgoing outgoing) {
        this.outgoing = outgoing.toConfigured();
    }

    /// What a provider says about itself.
    ///
    /// @throws org.springframework.core.NestedRuntimeException when it does not
    Map<String, Object> metadata(URI address) {
        var metadata = calls().exchange(address, HttpMethod.GET, null, JSON).getBody();
        return metadata == null ? Map.of() : metadata;
    }

    /// Redeems codes.
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestInterceptor(sender)
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    /// Asks what the provider says about a person.
    DefaultOAuth2UserService people() {
        var people = new DefaultOAuth2UserService();
        people.setRestOperations(calls());
        return people;
    }

    /// Checks signatures by the keys at this address.
    NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder keys(String address) {
        return NimbusJwtDecoder.withJwkSetUri(address).restOperations(calls());
    }

    private RestTemplate calls() {
        var calls = new RestTemplate();
        calls.setInterceptors(List.of(sender));
        return calls;
    }

    private ClientHttpResponse send(HttpRequest request, byte[] body) throws IOException {
        var headers = new HashMap<String, String>();
        request.getHeaders().forEach((name, values) -> {
            if (!SENDERS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
            }
        });
        var outgoingRequest = outgoingRequest(request, headers, body);
        return switch (outgoing.send(outgoingRequest)) {
            case Sent.Answered answer when !answer.cut() -> new Answer(answer);
            case Sent.Answered _ -> throw new IOException("the answer is larger than such answers are");
            case Sent.Refused(var why) -> throw new IOException("the address " + why);
            case Sent.Failed(var why, var _) -> throw new IOException(why);
        };
    }

    private static OutgoingRequest outgoingRequest(HttpRequest request, Map<String, String> headers, byte[] body)
            throws IOException {
        try {
            return new OutgoingRequest(request.getMethod().name(), request.getURI(), headers, Body.of(body), LIMITS);
        } catch (IllegalArgumentException unsendable) {
            throw new IOException(unsendable.getMessage(), unsendable);
        }
    }

    private record Answer(Sent.Answered sent) implements ClientHttpResponse {
        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(sent.body().bytes());
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(sent.status());
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            var headers = new HttpHeaders();
            sent.headers().forEach(headers::add);
            return headers;
        }

        @Override
        public void close() {}
    }
}
