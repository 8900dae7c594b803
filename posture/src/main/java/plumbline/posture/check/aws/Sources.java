package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.check.Words;
import plumbline.posture.policy.Entries;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// From where a rule, or several together, let traffic in.
final class Sources {
    /// All of IPv6 that is routed on the internet.
    private static final String GLOBAL_UNICAST = "2000::/3";

    private static final long ALL_OF_IPV4 = 1L << 32;

    private final List<long[]> ranges = new ArrayList<>();
    private @Nullable String world;
    private @Nullable String unknown;
    private @Nullable String doubt;

    void add(Value blocks) {
        if (blocks.isUnknown()) {
            addUnknown(Words.why(blocks));
            return;
        }
        Entries entries = Entries.of(blocks);
        for (Value block : entries.items()) {
            if (block instanceof Text(String text)) {
                add(text.strip());
            } else if (block.isUnknown() && block.references().isEmpty()) {
                addUnknown(Words.why(block));
            }
        }
        if (!entries.complete()) {
            addUnknown(Words.why(blocks));
        }
    }

    void addUnknown(String reason) {
        unknown = unknown == null ? reason : unknown;
    }

    /// Notes that the rule may not exist at all.
    void doubt(String reason) {
        doubt = reason;
    }

    void addAll(Sources other) {
        if (other.doubt != null && other.isOpen()) {
            addUnknown("whether a rule exists: " + other.doubt);
            return;
        }
        ranges.addAll(other.ranges);
        world = world == null ? other.world : world;
        unknown = unknown == null ? other.unknown : unknown;
    }

    /// Whether all addresses of the internet are among them.
    boolean isOpen() {
        return world != null || coversIpv4();
    }

    /// The block that stands for the whole internet.
    String openBlock() {
        return world == null ? "0.0.0.0/0 in parts" : world;
    }

    @Nullable String unknown() {
        return unknown;
    }

    private void add(String block) {
        int slash = block.indexOf('/');
        if (block.equals(GLOBAL_UNICAST) || (slash > 0 && block.substring(slash).equals("/0"))) {
            world = world == null ? block : world;
        } else if (slash > 0 && block.indexOf(':') < 0) {
            addRange(block.substring(0, slash), block.substring(slash + 1));
        }
    }

    private void addRange(String address, String length) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return;
        }
        try {
            long start = 0;
            for (String part : parts) {
                start = start * 256 + Integer.parseInt(part);
            }
            long size = ALL_OF_IPV4 >> Integer.parseInt(length);
            ranges.add(new long[] {start / size * size, size});
        } catch (NumberFormatException | ArithmeticException notABlock) {
            addUnknown("a block that is none: " + address + "/" + length);
        }
    }

    private boolean coversIpv4() {
        ranges.sort(Comparator.comparingLong(range -> range[0]));
        long reached = 0;
        for (long[] range : ranges) {
            if (range[0] > reached) {
                return false;
            }
            reached = Math.max(reached, range[0] + range[1]);
        }
        return reached >= ALL_OF_IPV4;
    }
}
