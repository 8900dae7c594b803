package plumbline.server.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies that are larger than anything that is taken here, by what they announce and by
/// what they are. Handlers may take less.
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class BodyLimitFilter extends OncePerRequestFilter {
    static final long MOST_BYTES = 32L << 20;

    /// The container reads no larger form without a file.
    static final long MOST_FORM_BYTES = 2L << 20;

    private final Answers answers;
    private final List<LargeBody> larger;

    BodyLimitFilter(Answers answers, List<LargeBody> larger) {
        this.answers = answers;
        this.larger = List.copyOf(larger);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long most = most(request);
        if (request.getContentLengthLong() > most) {
            response.setHeader("Connection", "close");
            answers.refuse(request, response, tooLarge(most));
        } else if (request.getContentLengthLong() < 0 && (isUpload(request) || isChunkedForm(request))) {
            // The container reads a form's parts by itself, where nothing counts them.
            response.setHeader("Connection", "close");
            answers.refuse(
                    request, response, Problem.of(ProblemType.MALFORMED, "Say with Content-Length how large it is."));
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new Counted(request, most), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private long most(HttpServletRequest request) {
        if (isForm(request)) {
            return MOST_FORM_BYTES;
        }
        return larger.stream()
                .filter(body -> body.path().equals(request.getRequestURI()))
                .mapToLong(LargeBody::bytes)
                .findFirst()
                .orElse(MOST_BYTES);
    }

    private static boolean isForm(HttpServletRequest request) {
        return hasType(request, "application/x-www-form-urlencoded");
    }

    /// Requests without a body often name a form's type, and without a length too.
    private static boolean isChunkedForm(HttpServletRequest request) {
        return isForm(request) && request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isUpload(HttpServletRequest request) {
        return hasType(request, "multipart/");
    }

    private static boolean hasType(HttpServletRequest request, String beginning) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(beginning);
    }

    private static Problem tooLarge(long most) {
        return Problem.of(ProblemType.TOO_LARGE, "At most " + most + " bytes are taken at a time.");
    }

    /// A request of unannounced length, which is counted while it is read.
    private static final class Counted extends HttpServletRequestWrapper {
        private final long most;

        Counted(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), most);
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream source;
        private final long most;
        private long left;

        CountedStream(ServletInputStream source, long most) {
            this.source = source;
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = source.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = source.read(target, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge(most).exception();
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
