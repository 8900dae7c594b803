package plumbline.server.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// An identity provider that does what OpenID Connect asks, over real HTTP and with real keys, and what a hostile one
/// would do when a test asks for it.
final class TestProvider implements AutoCloseable {
    static final String CLIENT = "plumbline";
    static final String SECRET = "a secret of the test's client, long enough to sign with";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    final List<Map<String, String>> redeemed = new ArrayList<>();
    final RSAKey rsa;
    final ECKey ec;
    InstantSource clock = InstantSource.system();
    Signature signature = Signature.RS256;
    Consumer<JWTClaimsSet.Builder> tampering = _ -> {};
    Consumer<Map<String, Object>> metadataTampering = _ -> {};
    /// What is in the token, and what only the provider's page about a person says.
    Map<String, Object> person = Map.of();
    Map<String, Object> userInfo = Map.of();

    /// How tokens are signed.
    enum Signature {
        RS256,
        ES256,
        NONE,
        SHARED_SECRET,
        PUBLIC_KEY_AS_SECRET,
        ANOTHER_KEY
    }

    TestProvider() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        handle("/realm/.well-known/openid-configuration", this::metadata);
        handle("/realm/keys", exchange -> answer(exchange, 200, new JWKSet(List.of(rsa, ec)).toString()));
        handle("/realm/authorize", this::authorize);
        handle("/realm/token", this::token);
        handle("/realm/userinfo", this::userInfo);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /// The variables of a server that uses this provider.
    Map<String, Object> variables(String roles) {
        return new HashMap<>(Map.of(
                "PLUMBLINE_OIDC_ISSUER", issuer(),
                "PLUMBLINE_OIDC_CLIENT_ID", CLIENT,
                "PLUMBLINE_OIDC_CLIENT_SECRET", SECRET,
                "PLUMBLINE_OIDC_NAME", "Test Login",
                "PLUMBLINE_OIDC_ROLES", roles));
    }

    /// The next person who signs in, with an address that is verified.
    void signs(String subject, String email, String... groups) {
        person = Map.of(
                "sub",
                subject,
                "email",
                email,
                "email_verified",
                true,
                "name",
                "Ada " + subject,
                "groups",
                List.of(groups));
    }

    private void metadata(HttpExchange exchange) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", issuer());
        metadata.put("authorization_endpoint", issuer() + "/authorize");
        metadata.put("token_endpoint", issuer() + "/token");
        metadata.put("jwks_uri", issuer() + "/keys");
        metadata.put("userinfo_endpoint", issuer() + "/userinfo");
        metadata.put("end_session_endpoint", issuer() + "/logout");
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256"));
        metadataTampering.accept(metadata);
        answer(exchange, 200, JSON.writeValueAsString(metadata));
    }

    private void authorize(HttpExchange exchange) {
        var asked = fields(exchange.getRequestURI().getRawQuery());
        var code = Base64.getUrlEncoder().encodeToString(plumbline.server.identity.Secrets.bytes());
        codes.put(code, asked);
        redirect(
                exchange, asked.get("redirect_uri") + "?code=" + encode(code) + "&state=" + encode(asked.get("state")));
    }

    private void token(HttpExchange exchange) throws IOException {
        var sent = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        redeemed.add(sent);
        var asked = codes.remove(sent.getOrDefault("code", ""));
        var expected = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + encode(SECRET)).getBytes(StandardCharsets.UTF_8));
        if (asked == null
                || !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !OidcHandshake.digest(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))
                || !asked.get("redirect_uri").equals(sent.get("redirect_uri"))) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        var accessToken = "access-" + people.size();
        people.put(accessToken, userInfo);
        answer(
                exchange,
                200,
                JSON.writeValueAsString(Map.of(
                        "access_token",
                        accessToken,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "scope",
                        "openid email profile",
                        "id_token",
                        idToken(asked.get("nonce")))));
    }

    private String idToken(String nonce) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .claim("iat", in(0))
                .claim("exp", in(300))
                .claim("nonce", nonce);
        person.forEach(claims::claim);
        tampering.accept(claims);
        try {
            return signed(claims.build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return switch (signature) {
            case RS256 -> signed(claims, JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa));
            case ES256 -> signed(claims, JWSAlgorithm.ES256, "ec", new ECDSASigner(ec));
            case NONE -> new PlainJWT(claims).serialize();
            case SHARED_SECRET ->
                signed(claims, JWSAlgorithm.HS256, "rsa", new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
            case PUBLIC_KEY_AS_SECRET ->
                signed(
                        claims,
                        JWSAlgorithm.HS256,
                        "rsa",
                        new MACSigner(rsa.toRSAPublicKey().getEncoded()));
            case ANOTHER_KEY ->
                signed(claims, JWSAlgorithm.RS256, "rsa", new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        };
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String key, JWSSigner signer)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private void userInfo(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        var known = people.get(header == null ? "" : header.replaceFirst("^Bearer ", ""));
        if (known == null) {
            answer(exchange, 401, "{}");
            return;
        }
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", person.get("sub"));
        claims.putAll(known);
        answer(exchange, 200, JSON.writeValueAsString(claims));
    }

    /// A moment in seconds from now, as a claim has it.
    long in(long seconds) {
        return clock.instant().plusSeconds(seconds).getEpochSecond();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void handle(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    static void redirect(HttpExchange exchange, String address) {
        exchange.getResponseHeaders().set("Location", address);
        answer(exchange, 302, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (var pair : form.split("&", -1)) {
            var parts = pair.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The path and query of an address.
    static String local(String address) {
        var uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
