package plumbline.server.platform.outgoing;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the host of an address strictly. Resolvers accept 127.1, 0x7f.0.0.1 and 2130706433 for 127.0.0.1; whoever
/// writes so has something to hide.
final class HostText {
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final int LONGEST = 253;

    private HostText() {}

    /// The host in lower case, without brackets and final dot; empty when it is no host that we ask for.
    static Optional<String> read(String host) {
        var text = host.toLowerCase(Locale.ROOT);
        if (text.startsWith("[") && text.endsWith("]")) {
            var inner = text.substring(1, text.length() - 1);
            return inner.matches("[0-9a-f:.]+") && literal(inner).isPresent() ? Optional.of(inner) : Optional.empty();
        }
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (looksLikeNumber(name)) {
            return DOTTED.matcher(name).matches() && literal(name).isPresent() ? Optional.of(name) : Optional.empty();
        }
        return name.length() <= LONGEST && NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    /// Whether the last label is a number in any notation, so that a resolver may take the whole for an address.
    static boolean looksLikeNumber(String name) {
        var last = name.substring(name.lastIndexOf('.') + 1);
        return last.matches("[0-9]+|0x[0-9a-f]*");
    }

    /// The address that a host is in itself, without asking anybody.
    static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
