package plumbline.server.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets everything behind it see the client's address instead of the trusted proxy's: rate limits, sessions, journal.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class ClientAddressFilter extends OncePerRequestFilter {
    private final TrustedProxies proxies;

    ClientAddressFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
        var client = proxies.client(request.getRemoteAddr(), forwarded);
        chain.doFilter(client.equals(request.getRemoteAddr()) ? request : new Forwarded(request, client), response);
    }

    private static final class Forwarded extends HttpServletRequestWrapper {
        private final String client;

        Forwarded(HttpServletRequest request, String client) {
            super(request);
            this.client = client;
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }
    }
}
