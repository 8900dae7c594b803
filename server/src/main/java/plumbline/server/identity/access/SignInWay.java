package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// A way to sign in beside the password: a bean of whoever offers it.
public interface SignInWay {

    /// What its button says; empty while it is not set up.
    Optional<String> label();

    /// Where its button leads.
    ///
    /// @param next the path of ours to come back to
    String href(String next);

    /// The page on which to end the other session too, if the session of this request began by this way and there is
    /// such a page.
    Optional<WayOut> wayOut(HttpServletRequest request);

    /// A page of somebody else on which their session ends.
    ///
    /// @param name whose it is
    record WayOut(String name, String href) {}
}
