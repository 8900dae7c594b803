package plumbline.server.identity.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;
import plumbline.server.api.Answers;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.external.LinkDoor;
import plumbline.server.identity.external.LinkPurpose;

/// Asks who sends a large body before a byte of it is read: the container keeps the parts of a form
/// on the disk as soon as anything asks for a parameter, so strangers could fill it. They send what
/// a form holds, and a file by a link that works; a link sends one at a time, and everybody
/// together a few.
final class LargeBodyFilter extends OncePerRequestFilter {
    /// Most bytes from somebody who has not signed in.
    static final long MOST_OF_STRANGERS = 64 << 10;

    /// What counts as large from somebody who has.
    static final long LARGE = 1 << 20;

    static final int PLACES = 8;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Answers answers;
    private final LinkDoor door;
    private final Map<String, LinkPurpose> links;
    private final Duration patience;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final Set<Long> sending = ConcurrentHashMap.newKeySet();

    /// @param links purposes of links by which files are handed in, by the path of their page
    /// @param patience how long a request waits for a place
    LargeBodyFilter(Answers answers, LinkDoor door, Map<String, LinkPurpose> links, Duration patience) {
        this.answers = answers;
        this.door = door;
        this.links = Map.copyOf(links);
        this.patience = patience;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var link = request.getMethod().equals("POST") ? links.get(request.getRequestURI()) : null;
        if (link != null) {
            handIn(request, response, chain, link);
        } else if (Gate.principal().isPresent()) {
            if (isLarge(request, LARGE)) {
                inTurn(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        } else if (isLarge(request, MOST_OF_STRANGERS)) {
            if (Answers.isApi(request)) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            refuse(
                    request,
                    response,
                    Problem.of(ProblemType.UNAUTHENTICATED, "Files are taken from somebody who has signed in."));
        } else {
            chain.doFilter(request, response);
        }
    }

    private void handIn(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, LinkPurpose purpose)
            throws ServletException, IOException {
        long link;
        try {
            link = door.admitUnread(request, response, purpose).id();
        } catch (ProblemException closed) {
            refuse(request, response, closed.problem());
            return;
        }
        if (!sending.add(link)) {
            refuse(
                    request,
                    response,
                    Problem.of(ProblemType.TOO_MANY_REQUESTS, "A file is on its way by this link: send one at a time.")
                            .retryAfter(PAUSE));
            return;
        }
        try {
            inTurn(request, response, chain);
        } finally {
            sending.remove(link);
        }
    }

    private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enter()) {
            refuse(
                    request,
                    response,
                    Problem.of(ProblemType.UNAVAILABLE, "Many files are on their way: try again in a moment.")
                            .retryAfter(PAUSE));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            leave();
        }
    }

    boolean enter() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }

    /// Whatever else the sender has on its way is not waited for.
    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        response.setHeader("Connection", "close");
        answers.refuse(request, response, problem);
    }

    private static boolean isLarge(HttpServletRequest request, long most) {
        var type = request.getContentType();
        return request.getContentLengthLong() > most
                || request.getHeader("Transfer-Encoding") != null
                || (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
    }
}
