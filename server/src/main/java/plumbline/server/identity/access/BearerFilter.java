package plumbline.server.identity.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import plumbline.server.api.Answers;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.token.TokenGuard;

/// Reads `Authorization: Bearer` on the API. Such a request has no session and needs no CSRF proof,
/// for no browser sends that header by itself. A bad token is refused here; it does not become
/// "nobody".
final class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final TokenGuard guard;
    private final Answers answers;

    BearerFilter(TokenGuard guard, Answers answers) {
        this.guard = guard;
        this.answers = answers;
    }

    /// Whether the request is one that only its token speaks for.
    static boolean carriesToken(HttpServletRequest request) {
        return Answers.isApi(request) && request.getHeader("Authorization") != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!carriesToken(request)) {
            chain.doFilter(request, response);
            return;
        }
        var header = request.getHeader("Authorization");
        var secret = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
        switch (guard.check(secret, request.getRemoteAddr())) {
            case TokenGuard.Result.Accepted(var principal) -> {
                SecurityContextHolder.setContext(new SecurityContextImpl(new SignedIn(principal)));
                chain.doFilter(request, response);
            }
            case TokenGuard.Result.TooMany(var wait) -> {
                answers.refuse(
                        request,
                        response,
                        Problem.of(ProblemType.TOO_MANY_REQUESTS, "Wait as long as Retry-After says.")
                                .retryAfter(wait));
            }
            case TokenGuard.Result.Refused() -> {
                response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                answers.refuse(
                        request,
                        response,
                        Problem.of(ProblemType.UNAUTHENTICATED, "The token is unknown, expired or revoked."));
            }
        }
    }
}
