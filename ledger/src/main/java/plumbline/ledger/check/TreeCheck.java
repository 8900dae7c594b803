package plumbline.ledger.check;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Hash;
import plumbline.ledger.Refusal;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.TileAddress;
import plumbline.ledger.log.TreeEdge;

/// Derives the whole tree from the entries: several threads hash bundles, one joins their roots in order into the tiles
/// above and finally into the root. Only a window of bundles is in memory.
final class TreeCheck {
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int BUNDLES_PER_TASK = 32;
    private static final int WINDOW = 4 * THREADS;

    private final HostileFolder folder;
    private final Checkpoint checkpoint;
    private final TreeEdge edge = new TreeEdge(this::compare);
    private long files;

    TreeCheck(HostileFolder folder, Checkpoint checkpoint) {
        this.folder = folder;
        this.checkpoint = checkpoint;
    }

    /// Returns how many files were derived again.
    long check() {
        long fullBundles = checkpoint.size() / TileAddress.FULL;
        joinFull(fullBundles);
        joinPartial(fullBundles);
        edge.partials().stream()
                .filter(partial -> partial.level() > 0)
                .forEach(partial -> compare(partial, edge.hashes(partial.level())));
        if (!edge.root().equals(checkpoint.root())) {
            throw new VerificationException(
                    Refusal.ROOT_MISMATCH,
                    "the entries lead to the root %s, but %s is signed"
                            .formatted(edge.root().base64(), checkpoint.root().base64()));
        }
        return files;
    }

    private void joinFull(long bundles) {
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("ledger-check-", 0).daemon().factory());
        try {
            Deque<Future<byte[]>> window = new ArrayDeque<>();
            long submitted = 0;
            while (submitted < bundles || !window.isEmpty()) {
                while (submitted < bundles && window.size() < WINDOW) {
                    long first = submitted;
                    long end = Math.min(bundles, first + BUNDLES_PER_TASK);
                    window.add(threads.submit(() -> roots(first, end)));
                    submitted = end;
                }
                join(result(window.remove()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void join(byte[] roots) {
        for (int at = 0; at < roots.length; at += Hash.BYTES) {
            edge.append(1, roots, at);
            files += 2;
        }
    }

    /// The packed roots of the level-0 tiles over these full bundles.
    private byte[] roots(long first, long end) {
        BundleCheck check = new BundleCheck(folder, checkpoint.size());
        ByteArrayOutputStream roots = new ByteArrayOutputStream();
        for (long index = first; index < end && !Thread.currentThread().isInterrupted(); index++) {
            roots.writeBytes(check.fold(check.leaves(index)));
        }
        return roots.toByteArray();
    }

    private void joinPartial(long index) {
        if (checkpoint.size() % TileAddress.FULL == 0) {
            return;
        }
        byte[] leaves = new BundleCheck(folder, checkpoint.size()).leaves(index);
        edge.startLevelAt(0, index);
        for (int at = 0; at < leaves.length; at += Hash.BYTES) {
            edge.append(0, leaves, at);
        }
        files += 2;
    }

    /// Holds a derived tile above the leaves against the file.
    private void compare(TileAddress address, byte[] derived) {
        byte[] hashes = TileBytes.of(folder.read(address), address);
        int place = Arrays.mismatch(hashes, derived);
        if (place >= 0) {
            throw new VerificationException(
                    Refusal.TILE_DIFFERS,
                    "%s is not what the tiles below lead to, from its hash %d on"
                            .formatted(address, place / Hash.BYTES));
        }
        files++;
    }

    private static byte[] result(Future<byte[]> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VerificationException refused) {
                throw refused;
            }
            throw new IllegalStateException("the check failed on an entry bundle", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted", e);
        }
    }
}
