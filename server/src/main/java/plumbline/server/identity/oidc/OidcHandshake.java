package plumbline.server.identity.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Secrets;

/// One attempt to sign in at the provider, which belongs to the browser that has its secret in a cookie.
///
/// State, nonce and PKCE verifier are derived from that secret. So whoever lacks the cookie can neither present the
/// provider's answer nor redeem its code, and the database has nothing worth stealing: only the secret's hash, which
/// makes the attempt count once.
record OidcHandshake(String secret) {
    private static final String FORM = "[A-Za-z0-9_-]{43}";

    static OidcHandshake fresh() {
        return new OidcHandshake(letters(Secrets.bytes()));
    }

    /// The attempt of a cookie, if it can be one.
    static Optional<OidcHandshake> of(@Nullable String cookie) {
        return Optional.ofNullable(cookie).filter(value -> value.matches(FORM)).map(OidcHandshake::new);
    }

    byte[] hash() {
        return Secrets.hash(secret);
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    String verifier() {
        return derived("verifier");
    }

    /// Whether the provider answers to this attempt.
    boolean isAnsweredBy(String state) {
        return MessageDigest.isEqual(
                state().getBytes(StandardCharsets.US_ASCII), state.getBytes(StandardCharsets.UTF_8));
    }

    /// How nonce and PKCE show a value without telling it.
    static String digest(String value) {
        return letters(Secrets.hash(value));
    }

    private String derived(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), mac.getAlgorithm()));
            return letters(mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String letters(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "OidcHandshake[secret]";
    }
}
