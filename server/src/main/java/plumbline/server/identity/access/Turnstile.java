package plumbline.server.identity.access;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import plumbline.server.web.Reply;

/// Lets pages and API lists in one after the other, a few at a time, in the order in which they came. All at once would
/// only share the same processors, and whoever is unlucky would wait several times as long as the others.
///
/// Whoever has waited for a while goes in all the same: it evens out, and bounds nothing.
final class Turnstile implements HandlerInterceptor {
    private static final String PLACE = Turnstile.class.getName();

    private final Places places;

    Turnstile(Duration patience) {
        this.places = new Places(count(), patience);
    }

    /// Three for two processors, so that one is always ready to go on where another waits for the database.
    private static int count() {
        return (3 * Runtime.getRuntime().availableProcessors() + 1) / 2;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET")
                && handler instanceof HandlerMethod method
                && isShort(method)
                && places.enter()) {
            request.setAttribute(PLACE, this);
        }
        return true;
    }

    /// Downloads take as long as their reader does; they stand in nobody's way.
    private static boolean isShort(HandlerMethod method) {
        var type = method.getReturnType().getParameterType();
        return JteModel.class.isAssignableFrom(type) || type == Reply.class || type.isRecord();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(PLACE) != null) {
            request.removeAttribute(PLACE);
            places.leave();
        }
    }
}
