package plumbline.server.identity.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import plumbline.server.api.Answers;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Lets a request through to its handler only when the handler declared what it needs and the principal has it. A
/// handler that declares nothing is refused to everybody: forgetting is safe.
final class Gate implements HandlerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final Answers answers;

    Gate(Answers answers) {
        this.answers = answers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof ResourceHttpRequestHandler || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        if (request.getMethod().equals("OPTIONS")) {
            // Spring answers with the methods of an address; the question of another site's script is refused.
            return handler instanceof HandlerMethod
                    || refuse(request, response, ProblemType.FORBIDDEN, "Other sites may not call this one.");
        }
        if (!(handler instanceof HandlerMethod method)) {
            log.error("refused {}: no handler method but {}", request.getRequestURI(), handler.getClass());
            return refuse(request, response, ProblemType.FORBIDDEN, "This page declares no permission.");
        }
        if (method.hasMethodAnnotation(OpenToAll.class)) {
            return true;
        }
        var principal = principal();
        if (method.hasMethodAnnotation(OpenToSignedIn.class)) {
            return principal.isPresent() || askToSignIn(request, response);
        }
        var required = method.getMethodAnnotation(Requires.class);
        if (required == null) {
            log.error("refused {}: {} declares no permission", request.getRequestURI(), method);
            return refuse(request, response, ProblemType.FORBIDDEN, "This page declares no permission.");
        }
        return principal.isEmpty()
                ? askToSignIn(request, response)
                : admit(request, response, principal.get(), required);
    }

    private boolean admit(
            HttpServletRequest request, HttpServletResponse response, Principal principal, Requires required)
            throws IOException {
        if (!principal.may(required.value())) {
            return refuse(
                    request,
                    response,
                    ProblemType.FORBIDDEN,
                    "It needs the permission " + required.value().word() + ", which " + whoever(principal)
                            + " does not have.");
        }
        if (!required.scoped() && !principal.mayEverywhere(required.value())) {
            return refuse(
                    request,
                    response,
                    ProblemType.FORBIDDEN,
                    "The permission " + required.value().word() + " is limited to some cloud services; this is not.");
        }
        return true;
    }

    private static String whoever(Principal principal) {
        return principal.roles().isEmpty() ? "somebody without a role" : String.join(", ", principal.roles());
    }

    private boolean askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Answers.isApi(request)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            return refuse(request, response, ProblemType.UNAUTHENTICATED, "Send a token, or sign in.");
        }
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return false;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/sign-in" + next(request));
        return false;
    }

    private static String next(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getRequestURI().equals("/")) {
            return "";
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return "?next=" + URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
    }

    private boolean refuse(HttpServletRequest request, HttpServletResponse response, ProblemType type, String why)
            throws IOException {
        answers.refuse(request, response, Problem.of(type, why));
        return false;
    }

    static Optional<Principal> principal() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? Optional.of(signedIn.getPrincipal())
                : Optional.empty();
    }
}
