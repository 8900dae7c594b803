package plumbline.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Makes the [Shell] that a handler method asks for, and keeps the service filter in a cookie.
public final class ShellArgument implements HandlerMethodArgumentResolver {

    private static final String COOKIE = "plumbline-" + ServiceFilter.PARAMETER;

    private final InstantSource clock;
    private final Navigation navigation;
    private final List<ShellContribution> contributions;
    private final @Nullable String notice;

    ShellArgument(
            InstantSource clock,
            Navigation navigation,
            List<ShellContribution> contributions,
            @Nullable Notice notice) {
        this.clock = clock;
        this.notice = notice == null ? null : notice.text();
        this.navigation = navigation;
        this.contributions = List.copyOf(contributions);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Shell.class);
    }

    @Override
    public Shell resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = (HttpServletRequest) web.getNativeRequest();
        var response = (HttpServletResponse) Objects.requireNonNull(web.getNativeResponse());
        return shellFor(request, response);
    }

    /// The frame for a request; error handlers, which have no handler method, call it directly.
    public Shell shellFor(HttpServletRequest request, HttpServletResponse response) {
        var address = address(request);
        var shell = Shell.of(clock.instant(), address, csrf(request))
                .withBanner(notice)
                .withFlash(flash(request));
        var visitor = visitor(request.getUserPrincipal());
        if (visitor == null) {
            return shell;
        }
        shell = shell.withPerson(Shell.Person.of(visitor), navigation.visibleTo(visitor, address.path()))
                .withServices(selection(request, response));
        for (var contribution : contributions) {
            shell = contribution.contribute(shell, visitor);
        }
        return shell;
    }

    private static Address address(HttpServletRequest request) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (saysAllInItsAddress(request)) {
            request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        }
        parameters.remove(ServiceFilter.PARAMETER);
        // A path of two slashes would be another host in a link.
        var path = "/" + request.getRequestURI().replaceFirst("^/+", "");
        return new Address(path, parameters);
    }

    /// To ask others for a parameter would make the container read a file that somebody sends, and
    /// this frame is also that of the page which refuses it.
    private static boolean saysAllInItsAddress(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getMethod().equals("GET")
                && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
    }

    private static Shell.Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Shell.Csrf(token.getParameterName(), token.getHeaderName(), token.getToken())
                : new Shell.Csrf("_csrf", "X-CSRF-TOKEN", "");
    }

    private static @Nullable Flash flash(HttpServletRequest request) {
        Map<String, ?> stored = RequestContextUtils.getInputFlashMap(request);
        return stored != null && stored.get(Flash.ATTRIBUTE) instanceof Flash flash ? flash : null;
    }

    private static @Nullable Visitor visitor(@Nullable Principal principal) {
        if (principal instanceof Visitor visitor) {
            return visitor;
        }
        return principal instanceof Authentication signedIn && signedIn.getPrincipal() instanceof Visitor visitor
                ? visitor
                : null;
    }

    private static ServiceFilter selection(HttpServletRequest request, HttpServletResponse response) {
        var asked = saysAllInItsAddress(request) ? request.getParameter(ServiceFilter.PARAMETER) : null;
        if (asked != null && asked.matches("[\\w.-]{0,64}")) {
            var cookie = ResponseCookie.from(COOKIE, asked)
                    .path("/")
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .maxAge(asked.isEmpty() ? Duration.ZERO : Duration.ofDays(30))
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            return kept(asked);
        }
        var cookies = request.getCookies();
        return cookies == null
                ? kept("")
                : kept(Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(cookie -> cookie.getValue())
                        .findFirst()
                        .orElse(""));
    }

    /// The choices are not known yet here: a contribution fills them in, and drops a key that is not among them.
    private static ServiceFilter kept(String key) {
        return key.isEmpty() ? ServiceFilter.NONE : new ServiceFilter(key, List.of(new Option(key, key)));
    }
}
