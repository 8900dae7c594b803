package plumbline.server.api;

import java.util.Locale;

/// The kinds of refusal that a caller can tell apart. The URI of a kind is stable: `/problems/not-found`.
public enum ProblemType {
    MALFORMED(400, "The request could not be read", "Its body is not JSON, or not the form that was expected."),
    BAD_CURSOR(
            400,
            "The cursor is not one that this list gave",
            "A cursor is good for the list that gave it, in the same order and with the same filters. Begin again without one."),
    UNAUTHENTICATED(
            401,
            "Sign in, or send a token",
            "There is no session and no token, or the token is unknown, expired or revoked."),
    FORBIDDEN(
            403,
            "This is not allowed for you",
            "You are known, but lack the permission; or a form did not prove that it is one of ours."),
    NOT_FOUND(404, "There is no such thing", "Nothing is found at this address, or nothing that you may see."),
    METHOD_NOT_ALLOWED(405, "This cannot be done here", "The header Allow says what can be done at this address."),
    NOT_ACCEPTABLE(406, "No such representation", "None of the media types in Accept can be given."),
    CONFLICT(409, "This does not fit the present state", "Look at the present state, then decide again."),
    CHANGED(412, "It has changed since you read it", "Read it again, and send its new ETag as If-Match."),
    TOO_LARGE(413, "The request is too large", "Send less at a time."),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not understood", "Say with Content-Type what is sent."),
    INVALID(422, "Something in the request is not valid", "The member errors says what is wrong where."),
    PRECONDITION_REQUIRED(
            412,
            "Say which version you mean with If-Match",
            "A change names the version that it is about, so that nobody overwrites what they have not seen."),
    TOO_MANY_REQUESTS(429, "Too many attempts", "The header Retry-After says how many seconds to wait."),
    INTERNAL(500, "Something failed on our side", "It is in the server's log under the request's id."),
    UNAVAILABLE(503, "Not ready yet", "Try again in a moment.");

    private final int status;
    private final String title;
    private final String meaning;

    ProblemType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// What it means and what to do, in a sentence or two.
    public String meaning() {
        return meaning;
    }

    /// The last part of its URI.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "/problems/" + slug();
    }
}
