package plumbline.ledger.log;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.ConsistencyProof;
import plumbline.ledger.Hash;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.Policy;
import plumbline.ledger.TlogProof;
import plumbline.ledger.VerifiedCheckpoint;

/// Builds proofs from a log's static files, at one checkpoint that a policy has accepted. No tile is trusted: a proof
/// is given out only after it led to the signed root. Safe for use by several threads.
public final class LogReader {
    private final LogPaths paths;
    private final VerifiedCheckpoint checkpoint;
    private final SubtreeHashes hashes;

    public LogReader(Path folder, VerifiedCheckpoint checkpoint) {
        this.paths = new LogPaths(folder);
        this.checkpoint = checkpoint;
        this.hashes = new SubtreeHashes(this::readTile, checkpoint.size());
    }

    /// Reads the folder's checkpoint now; the reader stays with it while the log grows.
    public static LogReader open(Path folder, Policy policy) {
        return new LogReader(folder, policy.verify(readCheckpoint(folder)));
    }

    /// The published checkpoint's bytes, unverified.
    public static byte[] readCheckpoint(Path folder) {
        Path file = new LogPaths(folder).checkpoint();
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LogException("there is no readable checkpoint at " + file, e);
        }
    }

    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /// The proof file for one entry.
    public TlogProof prove(long index) {
        return new TlogProof(inclusionProof(index), checkpoint.note());
    }

    public InclusionProof inclusionProof(long index) {
        return inclusionProof(index, checkpoint.checkpoint());
    }

    /// The proof for one entry under an older checkpoint of this log, which must have been verified, too.
    public InclusionProof inclusionProof(long index, Checkpoint older) {
        long size = older.size();
        if (size > checkpoint.size()) {
            throw new IllegalArgumentException(
                    "the older size must be at most %d, but is %d".formatted(checkpoint.size(), size));
        }
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index must be below %d, but is %d".formatted(size, index));
        }
        InclusionProof proof = new InclusionProof(index, size, TreePaths.inclusion(index, size, hashes));
        proof.verify(hashes.of(0, index), older.root());
        return proof;
    }

    /// The proof that this checkpoint's log begins with that of an older one, which must have been verified, too.
    public ConsistencyProof consistencyProof(Checkpoint older) {
        long size = checkpoint.size();
        if (older.size() > size) {
            throw new IllegalArgumentException(
                    "the older size must be at most %d, but is %d".formatted(size, older.size()));
        }
        ConsistencyProof proof =
                new ConsistencyProof(older.size(), size, TreePaths.consistency(older.size(), size, hashes));
        proof.verify(older.root(), checkpoint.root());
        return proof;
    }

    /// The proof between two sizes of this log, for a witness that may be at any of them.
    public ConsistencyProof consistencyProof(long olderSize) {
        long size = checkpoint.size();
        if (olderSize < 0 || olderSize > size) {
            throw new IllegalArgumentException(
                    "the older size must be at most %d, but is %d".formatted(size, olderSize));
        }
        return consistencyProof(new Checkpoint(checkpoint.origin(), olderSize, rootAt(olderSize)));
    }

    /// The root that the log had at this size, as its tiles say.
    public Hash rootAt(long size) {
        return TreePaths.root(size, hashes);
    }

    /// The entry, proven to stand at the index.
    public byte[] entry(long index) {
        InclusionProof proof = inclusionProof(index);
        TileAddress address = TileAddress.of(TileAddress.ENTRIES, index / TileAddress.FULL, checkpoint.size());
        List<byte[]> entries = EntryBundle.decode(readFile(address, EntryBundle.MAX_BYTES));
        int place = (int) (index % TileAddress.FULL);
        if (place >= entries.size()) {
            throw new LogException("the entry bundle " + address + " ends before entry " + index);
        }
        byte[] entry = entries.get(place);
        proof.verify(Hash.ofLeaf(entry), checkpoint.root());
        return entry;
    }

    private byte[] readTile(TileAddress address) {
        byte[] content = readFile(address, TileAddress.FULL * Hash.BYTES);
        if (content.length < address.width() * Hash.BYTES) {
            throw new LogException("the tile " + address + " is too short: " + content.length + " bytes");
        }
        return Arrays.copyOf(content, address.width() * Hash.BYTES);
    }

    /// A partial tile may have given way to a full one, which begins with the same hashes.
    private byte[] readFile(TileAddress address, int limit) {
        try {
            try {
                return read(paths.tile(address), limit);
            } catch (NoSuchFileException e) {
                if (address.isFull()) {
                    throw e;
                }
                return read(paths.tile(address.full()), limit);
            }
        } catch (IOException e) {
            throw new LogException("the log's file " + address + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file, int limit) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || attributes.size() > limit) {
            throw new IOException("it is not a file of at most " + limit + " bytes");
        }
        try (var channel = Files.newByteChannel(file);
                var in = Channels.newInputStream(channel)) {
            return in.readNBytes(limit);
        }
    }
}
