package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/// Keeps the secret that proves a form is ours: in the session of whoever signed in, and in a cookie before that, so
/// that a look at the sign-in page costs no row in the database.
final class CsrfTokens implements CsrfTokenRepository {
    private static final String PARAMETER = "_csrf";
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String ATTRIBUTE = "plumbline.csrf";
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final boolean secure;
    private final String cookieName;

    CsrfTokens(boolean secure) {
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
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(ATTRIBUTE, token == null ? null : token.getToken());
        } else if (token != null) {
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
        var session = request.getSession(false);
        if (session != null) {
            return session.getAttribute(ATTRIBUTE) instanceof String secret ? token(secret) : null;
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

    private static CsrfToken token(String secret) {
        return new DefaultCsrfToken(HEADER, PARAMETER, secret);
    }
}
