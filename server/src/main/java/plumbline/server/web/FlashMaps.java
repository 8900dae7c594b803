package plumbline.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/// Keeps the message for the next page in the session, and in a cookie that there is one: else every page would
/// open the session to find none.
final class FlashMaps extends SessionFlashMapManager {
    private static final String COOKIE = "plumbline-flash";
    private static final String THERE = "1";

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies != null
                        && Arrays.stream(cookies)
                                .anyMatch(cookie -> cookie.getName().equals(COOKIE)
                                        && cookie.getValue().equals(THERE))
                ? super.retrieveFlashMaps(request)
                : null;
    }

    @Override
    protected void updateFlashMaps(List<FlashMap> maps, HttpServletRequest request, HttpServletResponse response) {
        super.updateFlashMaps(maps, request, response);
        var cookie = ResponseCookie.from(COOKIE, maps.isEmpty() ? "" : THERE)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(maps.isEmpty() ? Duration.ZERO : Duration.ofMinutes(10))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
