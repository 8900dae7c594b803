package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.session.web.http.CookieSerializer;
import plumbline.server.api.Answers;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;

/// The chain of filters before every handler: headers, who asks, and the proof that a form is ours.
final class Door {
    /// Nothing from elsewhere, no inline script or style, no frames, no plugins.
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");
    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final long YEAR_SECONDS = 365L * 24 * 60 * 60;

    private final Answers answers;
    private final Filters filters;
    private final SessionPrincipals sessions;
    private final CsrfTokens csrfTokens;
    private final boolean https;

    Door(Answers answers, Filters filters, SessionPrincipals sessions, CookieSerializer sessionCookies, boolean https) {
        this.answers = answers;
        this.filters = filters;
        this.sessions = sessions;
        this.csrfTokens = new CsrfTokens(sessionCookies, https);
        this.https = https;
    }

    /// Who asks by a token, and whether their body may be read; in this order.
    record Filters(BearerFilter bearer, LargeBodyFilter largeBodies) {}

    SecurityFilterChain chain(HttpSecurity security) {
        return security.headers(this::headers)
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(BearerFilter::carriesToken))
                .addFilterBefore(filters.bearer(), CsrfFilter.class)
                .addFilterAfter(filters.largeBodies(), BearerFilter.class)
                .exceptionHandling(handling -> handling.accessDeniedHandler(this::refuseForeignForm))
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
        if (https) {
            headers.httpStrictTransportSecurity(transport -> transport
                    .requestMatcher(AnyRequestMatcher.INSTANCE)
                    .includeSubDomains(false)
                    .maxAgeInSeconds(YEAR_SECONDS));
        } else {
            headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
        }
    }

    private void refuseForeignForm(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        if (Answers.isApi(request) && Gate.principal().isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            answers.refuse(request, response, Problem.of(ProblemType.UNAUTHENTICATED, "Send a token, or sign in."));
            return;
        }
        answers.refuse(
                request,
                response,
                Problem.of(
                        ProblemType.FORBIDDEN,
                        "The form was not one of ours, or too old: open the page again and send it once more."));
    }
}
