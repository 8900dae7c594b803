package plumbline.server.platform;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The addresses that begin with the same bits; a single address is the smallest of them.
public record Network(InetAddress address, int bits) {
    /// The JDK takes 10.1 for 10.0.0.1 as well, which its writer hardly meant.
    private static final Pattern WRITTEN =
            Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int CLIENT_BYTES = 8;

    /// Reads `10.0.0.0/8` or `2001:db8::1` without asking anybody; empty for anything else, names included.
    public static Optional<Network> find(String text) {
        int slash = text.indexOf('/');
        var start = slash < 0 ? text : text.substring(0, slash);
        if (!WRITTEN.matcher(start).matches()) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(start);
            int most = address.getAddress().length * Byte.SIZE;
            var length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
            return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= most
                    ? Optional.of(new Network(address, Integer.parseInt(length)))
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// What counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address. Any
    /// customer of a provider is given at least all addresses behind these, and could try from each
    /// of them.
    public static String ofClient(String address) {
        return find(address)
                .map(found -> found.address().getAddress())
                .filter(bytes -> bytes.length > CLIENT_BYTES)
                .map(bytes -> HexFormat.of().formatHex(bytes, 0, CLIENT_BYTES) + "/64")
                .orElse(address);
    }

    public boolean contains(InetAddress other) {
        byte[] one = address.getAddress();
        byte[] two = other.getAddress();
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return one.length == two.length
                && Arrays.equals(one, 0, whole, two, 0, whole)
                && (rest == 0 || ((one[whole] ^ two[whole]) & (0xff << (Byte.SIZE - rest)) & 0xff) == 0);
    }
}
