package plumbline.server.platform.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import plumbline.server.platform.Network;

/// What an address is for, by the registries of special addresses of IPv4 and IPv6.
///
/// @param word in a sentence: "is a loopback address"
/// @param reach who may be found there
record AddressKind(String word, Reach reach) {

    /// Who may be found at an address.
    enum Reach {
        /// Anybody on the internet.
        PUBLIC,
        /// Machines of the operator; allowing a host's name allows it to be there.
        PRIVATE,
        /// Nobody who expects a notification: the cloud's metadata, everybody at once, a way round these rules. Only
        /// allowing the very network allows it.
        SPECIAL
    }

    private record Block(Network network, AddressKind kind) {
        static Block of(String network, Reach reach, String word) {
            return new Block(Network.find(network).orElseThrow(), new AddressKind(word, reach));
        }
    }

    private static final AddressKind PUBLIC = new AddressKind("public", Reach.PUBLIC);
    private static final AddressKind NOT_GLOBAL = new AddressKind("no global", Reach.SPECIAL);
    private static final Network GLOBAL = Network.find("2000::/3").orElseThrow();

    /// The first that fits counts.
    private static final List<Block> BLOCKS = List.of(
            Block.of("0.0.0.0/8", Reach.SPECIAL, "an unspecified"),
            Block.of("10.0.0.0/8", Reach.PRIVATE, "a private"),
            Block.of("100.100.100.200/32", Reach.SPECIAL, "a cloud metadata"),
            Block.of("100.64.0.0/10", Reach.PRIVATE, "a carrier's inner"),
            Block.of("127.0.0.0/8", Reach.PRIVATE, "a loopback"),
            Block.of("168.63.129.16/32", Reach.SPECIAL, "a cloud platform's inner"),
            Block.of("169.254.0.0/16", Reach.SPECIAL, "a link-local or cloud metadata"),
            Block.of("172.16.0.0/12", Reach.PRIVATE, "a private"),
            Block.of("192.0.0.0/24", Reach.SPECIAL, "a protocol's own"),
            Block.of("192.0.2.0/24", Reach.SPECIAL, "a documentation"),
            Block.of("192.88.99.0/24", Reach.SPECIAL, "a relay's"),
            Block.of("192.168.0.0/16", Reach.PRIVATE, "a private"),
            Block.of("198.18.0.0/15", Reach.SPECIAL, "a benchmark's"),
            Block.of("198.51.100.0/24", Reach.SPECIAL, "a documentation"),
            Block.of("203.0.113.0/24", Reach.SPECIAL, "a documentation"),
            Block.of("224.0.0.0/4", Reach.SPECIAL, "a multicast"),
            Block.of("240.0.0.0/4", Reach.SPECIAL, "a reserved"),
            Block.of("::/128", Reach.SPECIAL, "an unspecified"),
            Block.of("::1/128", Reach.PRIVATE, "a loopback"),
            Block.of("64:ff9b::/96", Reach.SPECIAL, "a translated IPv4"),
            Block.of("64:ff9b:1::/48", Reach.SPECIAL, "a translated IPv4"),
            Block.of("2001::/23", Reach.SPECIAL, "a tunnelled or protocol's own"),
            Block.of("2001:db8::/32", Reach.SPECIAL, "a documentation"),
            Block.of("2002::/16", Reach.SPECIAL, "a tunnelled IPv4"),
            Block.of("3fff::/20", Reach.SPECIAL, "a documentation"),
            Block.of("fd00:ec2::/32", Reach.SPECIAL, "a cloud metadata"),
            Block.of("fd20:ce::/32", Reach.SPECIAL, "a cloud metadata"),
            Block.of("fc00::/7", Reach.PRIVATE, "a private"),
            Block.of("fe80::/10", Reach.SPECIAL, "a link-local"),
            Block.of("ff00::/8", Reach.SPECIAL, "a multicast"));

    /// An IPv4 address written as an IPv6 one is an IPv4 address to the JDK already.
    static AddressKind of(InetAddress address) {
        for (var block : BLOCKS) {
            if (block.network().contains(address)) {
                return block.kind();
            }
        }
        return address instanceof Inet4Address || GLOBAL.contains(address) ? PUBLIC : NOT_GLOBAL;
    }
}
