package plumbline.posture.function;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Value;

/// Functions over IP networks.
final class NetworkFunctions {
    private NetworkFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "cidrhost" -> host(arguments);
            case "cidrnetmask" -> netmask(arguments);
            case "cidrsubnet" -> subnet(arguments);
            case "cidrsubnets" -> subnets(arguments);
            case "cidrcontains" -> contains(arguments);
            default -> null;
        };
    }

    private static Value host(Arguments arguments) {
        Cidr network = Cidr.parse(arguments.count(2, 2), arguments.text(0));
        BigInteger number = arguments.number(1).toBigInteger();
        BigInteger size = BigInteger.ONE.shiftLeft(network.bits() - network.prefix());
        BigInteger offset = number.signum() < 0 ? size.add(number) : number;
        if (offset.signum() < 0 || offset.compareTo(size) >= 0) {
            throw arguments.error("the network has no host number " + number);
        }
        return Value.of(network.format(network.address().add(offset)));
    }

    private static Value netmask(Arguments arguments) {
        Cidr network = Cidr.parse(arguments.count(1, 1), arguments.text(0));
        if (network.bits() != 32) {
            throw arguments.error("only IPv4 networks have a mask");
        }
        BigInteger all = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
        return Value.of(network.format(all.shiftRight(32 - network.prefix()).shiftLeft(32 - network.prefix())));
    }

    private static Value subnet(Arguments arguments) {
        Cidr network = Cidr.parse(arguments.count(3, 3), arguments.text(0));
        int more = arguments.integer(1);
        BigInteger number = arguments.number(2).toBigInteger();
        int prefix = extended(arguments, network, more);
        if (number.signum() < 0 || number.bitLength() > more) {
            throw arguments.error(more + " bits cannot hold subnet number " + number);
        }
        BigInteger address = network.address().add(number.shiftLeft(network.bits() - prefix));
        return Value.of(network.format(address) + "/" + prefix);
    }

    private static int extended(Arguments arguments, Cidr network, int more) {
        if (more < 0 || more > network.bits() - network.prefix()) {
            throw arguments.error("there is no room for " + more + " more bits in a /" + network.prefix());
        }
        return network.prefix() + more;
    }

    private static Value subnets(Arguments arguments) {
        Cidr network = Cidr.parse(arguments.count(2, Integer.MAX_VALUE), arguments.text(0));
        BigInteger end = network.address().add(BigInteger.ONE.shiftLeft(network.bits() - network.prefix()));
        BigInteger next = network.address();
        List<Value> found = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            int prefix = extended(arguments, network, arguments.integer(i));
            BigInteger size = BigInteger.ONE.shiftLeft(network.bits() - prefix);
            BigInteger start =
                    next.add(size).subtract(BigInteger.ONE).divide(size).multiply(size);
            next = start.add(size);
            if (next.compareTo(end) > 0) {
                throw arguments.error("the network is too small for all of these");
            }
            found.add(Value.of(network.format(start) + "/" + prefix));
        }
        return new Sequence(Sequence.Kind.LIST, found);
    }

    private static Value contains(Arguments arguments) {
        Cidr network = Cidr.parse(arguments.count(2, 2), arguments.text(0));
        String inner = arguments.text(1);
        Cidr other = Cidr.parse(
                arguments, inner.indexOf('/') < 0 ? inner + (inner.indexOf(':') < 0 ? "/32" : "/128") : inner);
        int free = network.bits() - network.prefix();
        return Value.of(network.bits() == other.bits()
                && other.prefix() >= network.prefix()
                && other.address().shiftRight(free).equals(network.address().shiftRight(free)));
    }
}
