package plumbline.server.platform;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies whose word about a client's address is taken (`PLUMBLINE_TRUSTED_PROXIES`). Everybody else may write
/// into `X-Forwarded-For` what they like, and would be counted as somebody else with each request.
///
/// @param networks single addresses and networks such as `10.0.0.0/8`
record TrustedProxies(List<Network> networks) {

    TrustedProxies {
        networks = List.copyOf(networks);
    }

    /// Reads a list with commas; none when there is no text.
    ///
    /// @throws StartFailure when something in it is no address
    static TrustedProxies parse(@Nullable String text) {
        return new TrustedProxies(
                text == null || text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(part -> network(part.strip()))
                                .toList());
    }

    private static Network network(String text) {
        return Network.find(text)
                .orElseThrow(() ->
                        new StartFailure("PLUMBLINE_TRUSTED_PROXIES must be addresses or networks with commas, such as"
                                + " 10.0.0.7,192.168.0.0/16, but has \"" + text + "\"."));
    }

    /// Who sent a request: the nearest hop that is no proxy of ours.
    ///
    /// @param peer the address of the connection
    /// @param forwarded the values of `X-Forwarded-For` in their order, nearest hop last
    String client(String peer, List<String> forwarded) {
        var hops = forwarded.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
        var client = peer;
        for (int i = hops.size() - 1; i >= 0 && trusts(address(client)); i--) {
            var hop = address(hops.get(i).strip());
            if (hop == null) {
                break;
            }
            client = hop.getHostAddress();
        }
        return client;
    }

    private boolean trusts(@Nullable InetAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }

    /// Reads an address without asking anybody; null for anything else, names included.
    private static @Nullable InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
