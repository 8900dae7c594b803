package plumbline.ledger.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import plumbline.ledger.Hash;
import plumbline.ledger.Policy;
import plumbline.ledger.SignedNote;
import plumbline.ledger.TreeHasher;
import plumbline.ledger.VerifiedCheckpoint;
import plumbline.ledger.VerifierKey;

/// Brings a folder back to what its journal says, whatever moment the last writer was stopped at.
///
/// 1. The published checkpoint must be the log's own. 2. The tree's edge is read from the full tiles where the journal
/// begins. 3. The journal's entries are integrated again, and the files that were not whole are written anew. 4. On the
/// way, the root at the checkpoint's size must be the signed one: this vouches for all that was read, and no writer
/// ever goes on from a tree that contradicts a checkpoint it signed.
final class Recovery {
    private final LogPaths paths;
    private final Optional<VerifiedCheckpoint> published;
    private final long publishedSize;
    private final long start;
    private final Integrator integrator;

    private Recovery(LogPaths paths, TileFiles files, Collection<VerifierKey> keys) throws IOException {
        this.paths = paths;
        this.published = readCheckpoint(paths.checkpoint(), keys);
        this.publishedSize = published.map(VerifiedCheckpoint::size).orElse(0L);
        long begin = Math.min(publishedSize, Journal.oldest(paths.state()).orElse(publishedSize));
        this.start = begin - begin % TileAddress.FULL;
        this.integrator = new Integrator(files, start);
    }

    static Recovery of(LogPaths paths, TileFiles files, Collection<VerifierKey> keys) throws IOException {
        Recovery recovery = new Recovery(paths, files, keys);
        recovery.run();
        return recovery;
    }

    Integrator integrator() {
        return integrator;
    }

    /// The checkpoint that stands in the folder, if it covers everything.
    Optional<SignedNote> current() {
        return published.filter(p -> p.size() == integrator.size()).map(VerifiedCheckpoint::note);
    }

    /// Where the entries that were integrated again begin.
    long start() {
        return start;
    }

    private void run() throws IOException {
        if (published.isEmpty()
                && Files.exists(paths.root().resolve("tile"))
                && Journal.oldest(paths.state()).isEmpty()) {
            throw new LogException("there are tiles, but no checkpoint and no journal in " + paths.root());
        }
        readEdge();
        checkRoot();
        Journal.replay(paths.state(), this::integrate);
        integrateFromBundles(publishedSize);
    }

    /// On each level, the roots of the full tiles below that are not yet under a full tile of their own.
    private void readEdge() throws IOException {
        TreeEdge edge = integrator.edge();
        for (int level = 0; level < TileAddress.levels(start); level++) {
            long filled = TileAddress.filled(level, start);
            long first = filled - filled % TileAddress.FULL;
            edge.startLevelAt(level, first / TileAddress.FULL);
            for (long index = first; level > 0 && index < filled; index++) {
                edge.append(level, rootOf(new TileAddress(level - 1, index, TileAddress.FULL)), 0);
            }
        }
    }

    private byte[] rootOf(TileAddress tile) throws IOException {
        byte[] hashes = Files.readAllBytes(paths.tile(tile));
        if (hashes.length != TileAddress.FULL * Hash.BYTES) {
            throw new LogException("the log is damaged: " + tile + " has " + hashes.length + " bytes");
        }
        new TreeHasher().foldComplete(hashes, TileAddress.FULL);
        return Arrays.copyOf(hashes, Hash.BYTES);
    }

    private void integrate(JournalRecord batch) throws IOException {
        if (batch.next() <= integrator.size()) {
            return;
        }
        if (batch.first() > integrator.size()) {
            integrateFromBundles(Math.min(batch.first(), publishedSize));
        }
        if (batch.first() > integrator.size()) {
            // Going on would sign another history: somebody has put an old checkpoint back or taken a segment away.
            throw new LogException("the journal goes on at entry %d, but checkpoint and journal end at %d"
                    .formatted(batch.first(), integrator.size()));
        }
        append(batch.body(), skip(batch.body(), integrator.size() - batch.first()), batch.next() - integrator.size());
    }

    /// What is published, but no longer in the journal, is in bundles.
    private void integrateFromBundles(long end) throws IOException {
        while (integrator.size() < end) {
            long size = integrator.size();
            byte[] bundle = readBundle(TileAddress.of(TileAddress.ENTRIES, size / TileAddress.FULL, publishedSize));
            long bundleEnd = Math.min(end, size - size % TileAddress.FULL + TileAddress.FULL);
            append(bundle, skip(bundle, size % TileAddress.FULL), bundleEnd - size);
        }
    }

    private byte[] readBundle(TileAddress address) throws IOException {
        try {
            return Files.readAllBytes(paths.tile(address));
        } catch (NoSuchFileException e) {
            return Files.readAllBytes(paths.tile(address.full()));
        }
    }

    private int skip(byte[] entries, long count) {
        int at = 0;
        for (long i = 0; i < count; i++) {
            at += Short.BYTES
                    + EntryBundle.lengthAt(entries, at)
                            .orElseThrow(() -> new LogException("the log is damaged: entries before "
                                    + integrator.size() + " are not on disk as they were written"));
        }
        return at;
    }

    private void append(byte[] entries, int offset, long count) {
        long toCheckpoint = publishedSize - integrator.size();
        int at = offset;
        long rest = count;
        if (toCheckpoint > 0 && toCheckpoint <= count) {
            at = integrator.append(entries, at, toCheckpoint);
            rest -= toCheckpoint;
            checkRoot();
        }
        integrator.append(entries, at, rest);
    }

    private void checkRoot() {
        if (integrator.size() == publishedSize
                && published.isPresent()
                && !integrator.root().equals(published.get().root())) {
            throw new LogException("the log is damaged: its entries do not lead to the root of its checkpoint of size "
                    + publishedSize);
        }
    }

    private static Optional<VerifiedCheckpoint> readCheckpoint(Path file, Collection<VerifierKey> keys)
            throws IOException {
        return Files.exists(file)
                ? Optional.of(Policy.ofLog(List.copyOf(keys)).verify(Files.readAllBytes(file)))
                : Optional.empty();
    }
}
