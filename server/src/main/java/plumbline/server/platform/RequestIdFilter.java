package plumbline.server.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives each request its id, echoes it as `X-Request-Id`, and puts it on the log lines.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            response.setHeader("X-Request-Id", RequestId.begin(request.getHeader("X-Request-Id")));
            chain.doFilter(request, response);
        } finally {
            RequestId.end();
        }
    }
}
