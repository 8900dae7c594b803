package plumbline.server.identity.oidc;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/// The cookie that binds an attempt to its browser. It must come along when the provider sends the browser back, so
/// it cannot be strict.
record BrowserSecret(boolean https) {
    private String name() {
        return https ? "__Host-plumbline-oidc" : "plumbline-oidc";
    }

    @Nullable String of(HttpServletRequest request) {
        var cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    void keep(HttpServletResponse response, OidcHandshake handshake) {
        set(response, handshake.secret(), OidcStore.PATIENCE);
    }

    void forget(HttpServletResponse response) {
        set(response, "", Duration.ZERO);
    }

    private void set(HttpServletResponse response, String value, Duration life) {
        var cookie = ResponseCookie.from(name(), value)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite("Lax")
                .maxAge(life)
                .build();
        response.addHeader("Set-Cookie", cookie.toString());
    }
}
