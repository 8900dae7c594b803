package plumbline.server.platform.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges where a request would go, and says to which addresses it may connect.
final class Destinations {
    private static final int LONGEST = 2_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_ADDRESSES = 4;

    /// Ports above 1023 whose usual services could misread a request as commands.
    private static final Set<Integer> OTHER_SERVICES = Set.of(
            1433, 1521, 1719, 1720, 1723, 2049, 2375, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5672, 5900, 6000,
            6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9092, 10080, 10250, 11211, 27017);

    private final Allowance allowance;
    private final Resolver resolver;

    Destinations(Allowance allowance, Resolver resolver) {
        this.allowance = allowance;
        this.resolver = resolver;
    }

    /// Looks a name up, as the system does.
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /// What came of judging.
    sealed interface Judged {
        /// A request may go there.
        ///
        /// @param host as it is named in TLS and in the header `Host`
        /// @param addresses those that were judged, and no others may be connected to
        record Fit(URI address, String host, int port, List<InetAddress> addresses) implements Judged {}

        record Unfit(String why) implements Judged {}

        /// It may exist another day.
        record Unknown(String host) implements Judged {}
    }

    /// What is wrong with an address as it is written, without asking anybody where it is; empty if nothing is.
    Optional<String> complaint(String address) {
        try {
            return read(new URI(address)) instanceof Judged.Unfit(var why) ? Optional.of(why) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("is not an address such as https://hooks.example.com/plumbline");
        }
    }

    /// Looks the host up once and judges all of its addresses: one that is refused refuses the whole.
    Judged judge(URI address) {
        if (!(read(address) instanceof Judged.Fit(var uri, var host, var port, var known))) {
            return read(address);
        }
        try {
            var addresses = known.isEmpty() ? List.of(resolver.resolve(host)) : known;
            for (var candidate : addresses) {
                var why = objection(uri, host, candidate);
                if (why.isPresent()) {
                    return new Judged.Unfit(why.get());
                }
            }
            return addresses.isEmpty()
                    ? new Judged.Unknown(host)
                    : new Judged.Fit(
                            uri,
                            host,
                            port,
                            addresses.stream().limit(MOST_ADDRESSES).toList());
        } catch (UnknownHostException e) {
            return new Judged.Unknown(host);
        }
    }

    /// Fits without addresses when the host is a name.
    private Judged read(URI address) {
        var scheme = address.getScheme() == null ? "" : address.getScheme();
        boolean secure = scheme.equalsIgnoreCase("https");
        if (!secure && !scheme.equalsIgnoreCase("http")) {
            return new Judged.Unfit("must begin with https://");
        }
        if (address.toString().length() > LONGEST) {
            return new Judged.Unfit("is longer than " + LONGEST + " characters");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return new Judged.Unfit("must have no user name and no fragment");
        }
        var host = address.getHost() == null ? Optional.<String>empty() : HostText.read(address.getHost());
        if (host.isEmpty()) {
            return new Judged.Unfit("has no host that can be asked: write a plain name or address");
        }
        if (!secure && !allowance.mayOpenPlain(host.get())) {
            return new Judged.Unfit("must begin with https://");
        }
        int port = address.getPort() < 0 ? (secure ? HTTPS : HTTP) : address.getPort();
        if (!fitsPort(port)) {
            return new Judged.Unfit("goes to port " + port + ", which belongs to another service");
        }
        var literal = HostText.literal(host.get());
        var why = literal.flatMap(found -> objection(address, host.get(), found));
        return why.isPresent()
                ? new Judged.Unfit(why.get())
                : new Judged.Fit(
                        address, host.get(), port, literal.map(List::of).orElseGet(List::of));
    }

    private boolean fitsPort(int port) {
        return allowance.everything()
                ? port > 0 && port < 65_536
                : port == HTTP || port == HTTPS || (port >= 1_024 && port < 65_536 && !OTHER_SERVICES.contains(port));
    }

    private Optional<String> objection(URI uri, String host, InetAddress address) {
        var kind = AddressKind.of(address);
        if (kind.reach() != AddressKind.Reach.PUBLIC && !allowance.opens(host, address, kind)) {
            return Optional.of("goes to " + kind.word() + " address, which this server does not call");
        }
        if (uri.getScheme().equalsIgnoreCase("http") && !allowance.opensPlain(host, address)) {
            return Optional.of("must begin with https://");
        }
        return Optional.empty();
    }
}
