package plumbline.server.notice.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// The operator's mail server.
///
/// @param login name and password, or null where none are asked for
/// @param from the address that people see
record MailSettings(
        String host, int port, Tls tls, @Nullable Login login, String from) {
    private static final String URL = "PLUMBLINE_SMTP_URL";
    private static final String FROM = "PLUMBLINE_MAIL_FROM";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

    /// How the connection is protected.
    enum Tls {
        /// From the first byte on: `smtps:`.
        WHOLE,
        /// By STARTTLS, or nothing is sent.
        REQUIRED,
        /// By STARTTLS where the server has it: on this very machine, or because the operator said so.
        OFFERED
    }

    /// Name and password; never printed.
    record Login(String name, String password) {
        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    /// Reads `PLUMBLINE_SMTP_URL` and `PLUMBLINE_MAIL_FROM`; empty when there is no mail server.
    ///
    /// @throws StartFailure naming the variable that cannot be used, without what it holds, for that has a password
    static Optional<MailSettings> from(Function<String, @Nullable String> variables) {
        var url = variables.apply(URL);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(new URI(url.strip()), sender(variables.apply(FROM))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new StartFailure(URL + " must look like smtp://user:password@mail.example.com:587 or smtps://…:465,"
                    + " with special characters in user and password written as %40 and the like.");
        }
    }

    private static MailSettings read(URI url, String from) {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var host = url.getHost();
        boolean whole = scheme.equals("smtps");
        if ((!whole && !scheme.equals("smtp"))
                || host == null
                || !String.valueOf(url.getPath()).matches("/?|null")) {
            throw new IllegalArgumentException("no address of a mail server");
        }
        var plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.getPort() > 0 ? url.getPort() : whole ? 465 : 587;
        return new MailSettings(plain, port, tls(whole, plain, url.getQuery()), login(url.getRawUserInfo()), from);
    }

    private static Tls tls(boolean whole, String host, @Nullable String query) {
        if (whole) {
            return Tls.WHOLE;
        }
        if (query != null && !query.equals("starttls=optional") && !query.equals("starttls=required")) {
            throw new IllegalArgumentException("no such query");
        }
        boolean optional = query == null ? LOCAL.contains(host) : query.equals("starttls=optional");
        return optional ? Tls.OFFERED : Tls.REQUIRED;
    }

    private static @Nullable Login login(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("a user needs a password");
        }
        return new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String sender(@Nullable String from) {
        try {
            if (from != null && !from.isBlank()) {
                new InternetAddress(from.strip(), true).validate();
                return from.strip();
            }
        } catch (AddressException e) {
            // said below, in the same words as none
        }
        throw new StartFailure(FROM + " must be the address from which e-mail comes, such as"
                + " \"Plumbline <plumbline@example.com>\", when " + URL + " is set.");
    }
}
