package plumbline.server.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.util.Optional;
import plumbline.server.identity.access.SignInWay;

/// The button on the sign-in page, and the way out at the provider's.
final class OidcWay implements SignInWay {
    private static final String ID_TOKEN = "plumbline.oidc";

    /// A longer one may not fit into an address; the provider then asks whom it is to sign out.
    private static final int LONGEST_HINT = 4000;

    private final Optional<OidcDesk> desk;
    private final String publicUrl;

    OidcWay(Optional<OidcDesk> desk, String publicUrl) {
        this.desk = desk;
        this.publicUrl = publicUrl;
    }

    /// Remembers in the session that it began at the provider.
    static void note(HttpServletRequest request, OidcPerson person) {
        var hint = person.idToken().length() > LONGEST_HINT ? "" : person.idToken();
        request.getSession().setAttribute(ID_TOKEN, hint);
    }

    @Override
    public Optional<String> label() {
        return desk.map(set -> "Sign in with " + set.settings().name());
    }

    @Override
    public String href(String next) {
        return OidcPages.BEGIN + (next.isEmpty() ? "" : "?next=" + encoded(next));
    }

    @Override
    public Optional<WayOut> wayOut(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ID_TOKEN) instanceof String hint)) {
            return Optional.empty();
        }
        return desk.flatMap(set -> set.endSession()
                .map(address -> new WayOut(
                        set.settings().name(),
                        address + (address.contains("?") ? "&" : "?") + "client_id="
                                + encoded(set.settings().clientId())
                                + "&post_logout_redirect_uri=" + encoded(publicUrl + "/sign-in")
                                + (hint.isEmpty() ? "" : "&id_token_hint=" + encoded(hint)))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
