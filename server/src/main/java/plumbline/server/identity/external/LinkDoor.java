package plumbline.server.identity.external;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Rights;
import plumbline.server.identity.Secrets;
import plumbline.server.platform.RateLimit;

/// Lets people in by their links. Whatever is wrong with one, the answer is the same, and it takes the same steps to
/// find it out.
public final class LinkDoor {
    private static final RateLimit.Rule BY_ADDRESS =
            new RateLimit.Rule("external link address", 60, Duration.ofMinutes(10));
    private static final RateLimit.Rule BY_LINK = new RateLimit.Rule("external link", 60, Duration.ofMinutes(10));
    private static final long NOBODY = 0;
    private static final String ADMITTED = LinkDoor.class.getName();
    private static final String TOKEN = "token=";

    private final ExternalLinks links;
    private final Accounts accounts;
    private final RateLimit limit;

    LinkDoor(ExternalLinks links, Accounts accounts, RateLimit limit) {
        this.links = links;
        this.accounts = accounts;
        this.limit = limit;
    }

    /// The link that a secret opens, if it works for this purpose. Uses nothing up.
    ///
    /// @throws ProblemException when it does not work, or when too many were tried
    public ExternalLink admit(
            HttpServletRequest request, HttpServletResponse response, LinkPurpose purpose, String secret) {
        keepToOurselves(response);
        slowDown(limit.attemptFrom(BY_ADDRESS, request.getRemoteAddr()));
        slowDown(limit.attempt(BY_LINK, Secrets.reference(secret)));
        var found = links.bySecret(secret);
        var maker = accounts.find(found.map(link -> link.maker().id()).orElse(NOBODY));
        var now = links.now();
        var rights = maker.map(account -> account.rights(now)).orElse(Rights.NONE);
        return found.filter(link -> link.purpose().equals(purpose.word()))
                .filter(link -> link.works(now))
                .filter(link -> rights.covers(link.rights()))
                .orElseThrow(LinkDoor::closed);
    }

    /// As [#admit], of a request whose body nobody has read yet: the secret is in its address. The
    /// handler asks for the link by [#admitted].
    ///
    /// @throws ProblemException when it does not work, or when too many were tried
    public ExternalLink admitUnread(HttpServletRequest request, HttpServletResponse response, LinkPurpose purpose) {
        var link = admit(request, response, purpose, secret(request));
        request.setAttribute(ADMITTED, link);
        return link;
    }

    /// The link by which this request was let in before its body was read.
    public static ExternalLink admitted(HttpServletRequest request) {
        if (request.getAttribute(ADMITTED) instanceof ExternalLink link) {
            return link;
        }
        throw closed();
    }

    /// The secret in the address of a request. Asking for a parameter instead would make the
    /// container read the body.
    public static String secret(HttpServletRequest request) {
        var query = request.getQueryString();
        return Stream.of(query == null ? new String[0] : query.split("&", -1))
                .filter(pair -> pair.startsWith(TOKEN))
                .map(pair -> pair.substring(TOKEN.length()))
                .findFirst()
                .orElse("");
    }

    /// Uses a link once, inside the transaction of what it is used for.
    ///
    /// @throws ProblemException when it stopped working meanwhile
    public void use(DSLContext transaction, ExternalLink link, HttpServletRequest request) {
        if (!accounts.hold(transaction, link.maker().id(), link.rights())
                || !links.use(transaction, link, request.getRemoteAddr())) {
            throw closed();
        }
    }

    /// What to answer when a link does not work, whatever the reason.
    public static ProblemException closed() {
        return Problem.notFound("This link does not work. Ask whoever sent it to you for a new one.")
                .exception();
    }

    private static void slowDown(Duration wait) {
        if (wait.isPositive()) {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Try again later.")
                    .retryAfter(wait)
                    .exception();
        }
    }

    /// The address holds the secret: it goes into no other request, no cache and no search engine.
    private static void keepToOurselves(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    }
}
