package plumbline.ledger.check;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.ledger.Refusal;
import plumbline.ledger.StrictText;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.TileAddress;

/// Looks at everything that lies in the folder. Among the tiles there must be nothing but tiles: a file that no address
/// leads to, a link, or an outdated partial tile that says something else is refused. What a running or interrupted
/// writer legitimately leaves (tiles beyond the checkpoint, outdated partial tiles) and files beside the log are noted.
final class FolderListing {
    private static final int MAX_NAMED = 5;

    private final HostileFolder folder;
    private final Path root;
    private final long size;
    private final List<String> beside = new ArrayList<>();
    private long besideCount;
    private long beyond;
    private long outdated;

    FolderListing(HostileFolder folder, long size) {
        this.folder = folder;
        this.root = folder.paths().root();
        this.size = size;
    }

    /// Returns notes for people.
    List<String> check() {
        try {
            Files.walkFileTree(root, new Visitor());
        } catch (IOException e) {
            throw LogCheck.unreadable("the folder", e);
        }
        List<String> notes = new ArrayList<>();
        if (besideCount > 0) {
            notes.add("%d files beside the log were not looked at: %s%s"
                    .formatted(besideCount, String.join(", ", beside), besideCount > MAX_NAMED ? ", ..." : ""));
        }
        if (beyond > 0) {
            notes.add("%d tiles lie beyond the checkpoint, which says nothing about them".formatted(beyond));
        }
        if (outdated > 0) {
            notes.add("%d outdated partial tiles agree with the log and can be deleted".formatted(outdated));
        }
        return notes;
    }

    private void file(Path file, BasicFileAttributes attributes) {
        String name =
                root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        if (!name.startsWith("tile/") && !name.equals("tile")) {
            if (!name.equals("checkpoint") && !name.equals("keys")) {
                besideCount++;
                if (beside.size() < MAX_NAMED) {
                    beside.add(StrictText.excerpt(name));
                }
            }
            return;
        }
        if (!attributes.isRegularFile()) {
            throw new VerificationException(Refusal.NOT_A_FILE, StrictText.excerpt(name) + " is not a regular file");
        }
        tile(TileAddress.parse(name)
                .orElseThrow(() -> new VerificationException(
                        Refusal.UNLISTED_FILE, StrictText.excerpt(name) + " lies among the tiles and is none")));
    }

    private void tile(TileAddress address) {
        long filled = TileAddress.filled(address.level(), size);
        // Divided, not multiplied: a hostile name may hold any number.
        boolean started = filled > 0 && address.index() <= (filled - 1) / TileAddress.FULL;
        int width =
                started ? TileAddress.of(address.level(), address.index(), size).width() : 0;
        if (address.width() > width) {
            beyond++;
        } else if (address.width() < width) {
            outdated(address, new TileAddress(address.level(), address.index(), width));
        }
    }

    /// An outdated partial tile must be how the present one begins.
    private void outdated(TileAddress old, TileAddress present) {
        Optional<byte[]> before = folder.readIfPresent(old);
        if (before.isEmpty()) {
            return;
        }
        byte[] now = folder.read(present).bytes();
        int length = before.get().length;
        if (length > now.length || !Arrays.equals(before.get(), 0, length, now, 0, length)) {
            throw new VerificationException(
                    Refusal.OUTDATED_TILE_DIFFERS, "%s is not how %s begins".formatted(old, present));
        }
        outdated++;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(folder.paths().state()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            file(file, attributes);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
