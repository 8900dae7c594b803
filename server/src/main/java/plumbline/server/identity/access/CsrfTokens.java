package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.session.web.http.CookieSerializer;

/// Makes the secret that proves a form is ours: out of the session's id, which scripts and other sites cannot read, and
/// before there is one in a cookie of its own. So no page reads or writes the database for it.
final class CsrfTokens implements CsrfTokenRepository {
    private static final String PARAMETER = "_csrf";
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final byte[] PURPOSE = "plumbline form".getBytes(StandardCharsets.US_ASCII);
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final CookieSerializer sessionCookies;
    private final boolean secure;
    private final String cookieName;

    CsrfTokens(CookieSerializer sessionCookies, boolean secure) {
        this.sessionCookies = sessionCookies;
        this.secure = secure;
        this.cookieName = secure ? "__Host-plumbline-form" : "plumbline-form";
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return token(HexFormat.of().formatHex(bytes));
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && sessionCookies.readCookieValues(request).isEmpty()) {
            var cookie = ResponseCookie.from(cookieName, token.getToken())
                    .path("/")
                    .httpOnly(true)
                    .secure(secure)
                    .sameSite("Strict")
                    .build();
            response.addHeader("Set-Cookie", cookie.toString());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var sessions = sessionCookies.readCookieValues(request);
        if (!sessions.isEmpty()) {
            return token(ofSession(sessions.getFirst()));
        }
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(cookieName))
                        .filter(cookie -> cookie.getValue().matches("[0-9a-f]{64}"))
                        .findFirst()
                        .map(cookie -> token(cookie.getValue()))
                        .orElse(null);
    }

    /// Tells nothing about the id, and is another one with the next session.
    private static String ofSession(String id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(id.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static CsrfToken token(String secret) {
        return new DefaultCsrfToken(HEADER, PARAMETER, secret);
    }
}
