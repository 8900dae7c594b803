package plumbline.ledger.log;

import java.nio.file.Path;
import java.util.Objects;

/// Where things are in a log's folder. `checkpoint`, `keys` and `tile/` are public; `.state/` is the writer's own.
public record LogPaths(Path root) {
    public Path checkpoint() {
        return root.resolve("checkpoint");
    }

    /// The log's public keys, signed by the first of them.
    public Path keys() {
        return root.resolve("keys");
    }

    public Path tile(TileAddress address) {
        return root.resolve(address.path());
    }

    Path partials(TileAddress address) {
        return root.resolve(address.partialsPath());
    }

    /// The directory that a path below the root is in.
    public static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "a path in a log has a parent");
    }

    /// The writer's own files; not to be served, not part of the log.
    public Path state() {
        return root.resolve(".state");
    }
}
