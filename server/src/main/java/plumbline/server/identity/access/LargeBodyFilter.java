package plumbline.server.identity.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
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

    /// For people and programs: with the largest body of all they fill a few hundred megabytes.
    static final int PLACES = 8;

    /// One for what somebody sends, one for a second window, a second pipeline, or what is stuck.
    static final int OF_ONE_SENDER = 2;

    /// Whoever made links for strangers expects files, but fewer than colleagues send.
    static final int PLACES_OF_LINKS = 4;

    private static final int OF_ONE_LINK = 1;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Answers answers;
    private final LinkDoor door;
    private final Map<String, LinkPurpose> links;
    private final SharedPlaces ofSenders;
    private final SharedPlaces ofLinks;

    /// @param links purposes of links by which files are handed in, by the path of their page
    /// @param patience how long a request waits for a place
    LargeBodyFilter(Answers answers, LinkDoor door, Map<String, LinkPurpose> links, Duration patience) {
        this.answers = answers;
        this.door = door;
        this.links = Map.copyOf(links);
        this.ofSenders = new SharedPlaces(PLACES, OF_ONE_SENDER, patience);
        this.ofLinks = new SharedPlaces(PLACES_OF_LINKS, OF_ONE_LINK, patience);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var link = request.getMethod().equals("POST") ? links.get(request.getRequestURI()) : null;
        var principal = Gate.principal();
        if (link != null) {
            handIn(request, response, chain, link);
        } else if (principal.isPresent()) {
            if (isLarge(request, LARGE)) {
                var sender = new Sender(ofSenders, principal.get().actor().id());
                inTurn(sender, request, response, chain);
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
        inTurn(new Sender(ofLinks, Long.toString(link)), request, response, chain);
    }

    /// Who sends, and which places are meant for them.
    private record Sender(SharedPlaces places, String id) {}

    private void inTurn(Sender sender, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (sender.places().enter(sender.id())) {
            case IN -> {
                try {
                    chain.doFilter(request, response);
                } finally {
                    sender.places().leave(sender.id());
                }
            }
            case OWN_TAKEN -> tryLater(request, response, ProblemType.TOO_MANY_REQUESTS, tooMany(sender.places()));
            case ALL_TAKEN ->
                tryLater(
                        request,
                        response,
                        ProblemType.UNAVAILABLE,
                        "Many files are on their way: try again in a moment.");
        }
    }

    private static String tooMany(SharedPlaces places) {
        return places.each() == 1
                ? "A file is on its way by this link: send one at a time."
                : places.each() + " large files of yours are on their way: send this one when one of them has arrived.";
    }

    private void tryLater(HttpServletRequest request, HttpServletResponse response, ProblemType type, String what)
            throws IOException {
        refuse(request, response, Problem.of(type, what).retryAfter(PAUSE));
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
