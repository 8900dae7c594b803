package plumbline.server.platform.outgoing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Network;
import plumbline.server.platform.StartFailure;

/// What the operator opened beyond the public internet (`PLUMBLINE_OUTGOING_ALLOW`).
///
/// @param networks addresses that may be reached whatever they are for
/// @param hosts names that may be at private addresses, in lower case
/// @param everything whether nothing is judged, because the operator configured the address itself
record Allowance(List<Network> networks, Set<String> hosts, boolean everything) {
    static final Allowance NONE = new Allowance(List.of(), Set.of(), false);

    /// For addresses from the configuration.
    static final Allowance EVERYTHING = new Allowance(List.of(), Set.of(), true);

    Allowance {
        networks = List.copyOf(networks);
        hosts = Set.copyOf(hosts);
    }

    /// Reads a list with commas; nothing when there is no text.
    ///
    /// @throws StartFailure when something in it is neither a network nor a host
    static Allowance parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        var networks = new ArrayList<Network>();
        var hosts = new HashSet<String>();
        for (var part : text.split(",", -1)) {
            var item = part.strip().toLowerCase(Locale.ROOT);
            var network = Network.find(item);
            if (network.isPresent()) {
                networks.add(network.get());
            } else if (item.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?") && !HostText.looksLikeNumber(item)) {
                hosts.add(item);
            } else {
                throw new StartFailure("PLUMBLINE_OUTGOING_ALLOW must be networks and host names with commas, such as"
                        + " 10.1.0.0/16,hooks.example.com, but has \"" + item + "\".");
            }
        }
        return new Allowance(networks, hosts, false);
    }

    /// Whether the operator opened this address, for whoever is called so.
    boolean opens(String host, InetAddress address, AddressKind kind) {
        return everything
                || networks.stream().anyMatch(network -> network.contains(address))
                || (kind.reach() == AddressKind.Reach.PRIVATE && hosts.contains(host));
    }

    /// Whether plain HTTP may be spoken to a host of this name, wherever it turns out to be.
    boolean mayOpenPlain(String host) {
        return everything || hosts.contains(host) || !networks.isEmpty();
    }

    /// Whether plain HTTP may be spoken: only where the operator answers for the way.
    boolean opensPlain(String host, InetAddress address) {
        return everything || hosts.contains(host) || networks.stream().anyMatch(network -> network.contains(address));
    }
}
