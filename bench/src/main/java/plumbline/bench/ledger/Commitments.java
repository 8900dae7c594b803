package plumbline.bench.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// Entries of the size and shape that Plumbline commits to, each determined by the seed and its index.
final class Commitments {
    private final long seed;

    Commitments(long seed) {
        this.seed = seed;
    }

    byte[] at(long index) {
        byte[] digest = new byte[32];
        new SplittableRandom(seed + index).nextBytes(digest);
        String json =
                "{\"id\":\"EV-" + index + "\",\"kind\":\"scan\",\"length\":4096,\"mediaType\":\"application/json\","
                        + "\"schema\":\"plumbline/commitment/v1\",\"sha256\":\""
                        + HexFormat.of().formatHex(digest)
                        + "\",\"time\":\"2026-03-01T12:00:00Z\"}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
