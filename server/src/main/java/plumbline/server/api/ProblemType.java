package plumbline.server.api;

import java.util.Locale;

/// The kinds of refusal that a caller can tell apart. The URI of a kind is stable: `/problems/not-found`.
public enum ProblemType {
    MALFORMED(400, "The request could not be read"),
    BAD_CURSOR(400, "The cursor is not one that this list gave"),
    UNAUTHENTICATED(401, "Sign in, or send a token"),
    FORBIDDEN(403, "This is not allowed for you"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    NOT_ACCEPTABLE(406, "No such representation"),
    CONFLICT(409, "This does not fit the present state"),
    CHANGED(412, "It has changed since you read it"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not understood"),
    INVALID(422, "Something in the request is not valid"),
    PRECONDITION_REQUIRED(428, "Say which version you mean with If-Match"),
    TOO_MANY_REQUESTS(429, "Too many attempts"),
    INTERNAL(500, "Something failed on our side"),
    UNAVAILABLE(503, "Not ready yet");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// The last part of its URI.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "/problems/" + slug();
    }
}
