package plumbline.ledger.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.KeyList;
import plumbline.ledger.Policy;
import plumbline.ledger.Refusal;
import plumbline.ledger.SignatureType;
import plumbline.ledger.SignedNote;
import plumbline.ledger.StrictText;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifiedCheckpoint;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.log.LogException;
import plumbline.ledger.log.LogPaths;
import plumbline.ledger.log.LogReader;

/// Checks a whole log in its folder.
///
/// 1. The keys that the folder lists must be signed by a given key. 2. The checkpoint must be signed by all of these.
/// 3. Nothing may lie among the tiles that is no tile. 4. Entries, tiles and root are derived again from the bundles.
/// 5. An older checkpoint, if given, must be of the same growing log.
public final class LogCheck {
    private final HostileFolder folder;
    private final List<VerifierKey> given;

    private LogCheck(Path folder, Collection<VerifierKey> keys) {
        this.folder = new HostileFolder(new LogPaths(realPath(folder)));
        this.given = List.copyOf(keys);
    }

    /// Returns what was proven, or throws a [VerificationException] with the first thing found wrong.
    ///
    /// @param keys of the log: one suffices, all of them must have signed
    public static CheckReport run(Path folder, Collection<VerifierKey> keys) {
        return new LogCheck(folder, keys).check(Optional.empty());
    }

    /// As without `since`, and the log must continue the one of that older checkpoint.
    public static CheckReport run(Path folder, Collection<VerifierKey> keys, byte[] since) {
        return new LogCheck(folder, keys).check(Optional.of(since));
    }

    private CheckReport check(Optional<byte[]> since) {
        LogPaths paths = folder.paths();
        List<VerifierKey> keys = keys(paths);
        byte[] note = folder.read(paths.checkpoint(), "checkpoint", SignedNote.MAX_BYTES)
                .orElseThrow(() -> new VerificationException(
                        Refusal.CHECKPOINT_MISSING, "there is no checkpoint in " + paths.root()));
        VerifiedCheckpoint checkpoint = Policy.ofLog(keys).verify(note);
        requireAll(keys, checkpoint);
        Optional<Checkpoint> older = since.map(bytes -> olderCheckpoint(bytes, checkpoint));
        List<String> notes = new FolderListing(folder, checkpoint.size()).check();
        long files = new TreeCheck(folder, checkpoint.checkpoint()).check();
        older.ifPresent(head -> checkGrowth(head, checkpoint));
        return new CheckReport(checkpoint, older, files, notes);
    }

    /// The given keys and those that the folder lists; the list counts for nothing unless a given key signed it.
    private List<VerifierKey> keys(LogPaths paths) {
        List<VerifierKey> keys = new ArrayList<>(given);
        boolean canVerify = given.stream().anyMatch(key -> key.type() == SignatureType.ED25519);
        if (canVerify && Files.exists(paths.keys(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] note =
                    folder.read(paths.keys(), "keys", SignedNote.MAX_BYTES).orElse(new byte[0]);
            KeyList.verify(note, given).keys().stream()
                    .filter(key -> !keys.contains(key))
                    .forEach(keys::add);
        }
        return keys;
    }

    private static void requireAll(List<VerifierKey> keys, VerifiedCheckpoint checkpoint) {
        for (VerifierKey key : keys) {
            if (checkpoint.logSignatures().stream()
                    .noneMatch(signature -> signature.key().equals(key))) {
                throw new VerificationException(
                        Refusal.SIGNATURE_MISSING,
                        "the checkpoint is not signed by the log's key %s (%s)".formatted(key.idText(), key.type()));
            }
        }
    }

    private Checkpoint olderCheckpoint(byte[] note, VerifiedCheckpoint checkpoint) {
        Checkpoint older = Policy.ofLog(given).verify(note).checkpoint();
        if (!older.origin().equals(checkpoint.origin())) {
            throw new VerificationException(
                    Refusal.ORIGIN_MISMATCH, "the older checkpoint is of " + StrictText.excerpt(older.origin()));
        }
        if (older.size() > checkpoint.size()) {
            throw new VerificationException(
                    Refusal.INCONSISTENT,
                    "the log has shrunk: it had %d entries and now has %d".formatted(older.size(), checkpoint.size()));
        }
        return older;
    }

    private void checkGrowth(Checkpoint older, VerifiedCheckpoint checkpoint) {
        try {
            new LogReader(folder.paths().root(), checkpoint).consistencyProof(older);
        } catch (LogException e) {
            throw new VerificationException(
                    Refusal.UNREADABLE, "the log changed while it was checked: " + e.getMessage(), e);
        } catch (VerificationException e) {
            throw new VerificationException(
                    Refusal.INCONSISTENT,
                    "the log does not continue the one of the older checkpoint: its first %d entries have changed"
                            .formatted(older.size()),
                    e);
        }
    }

    /// The folder itself may be reached by a link; nothing in it may be one.
    private static Path realPath(Path folder) {
        try {
            return folder.toRealPath();
        } catch (NoSuchFileException e) {
            throw new VerificationException(Refusal.CHECKPOINT_MISSING, "there is no folder " + folder, e);
        } catch (IOException e) {
            throw unreadable("the folder", e);
        }
    }

    static VerificationException unreadable(String what, IOException cause) {
        return new VerificationException(Refusal.UNREADABLE, what + " cannot be read: " + cause, cause);
    }
}
