package plumbline.ledger.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import plumbline.ledger.Hash;
import plumbline.ledger.Refusal;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.EntryBundle;
import plumbline.ledger.log.LogPaths;
import plumbline.ledger.log.TileAddress;

/// Reads files that an adversary may have put there: never a link, a pipe or a device, never more than a file may hold.
record HostileFolder(LogPaths paths) {
    /// A file of the log, which may be wider than asked for: a partial tile can have given way to a fuller one.
    static final class Content {
        private final TileAddress address;
        private final byte[] bytes;

        Content(TileAddress address, byte[] bytes) {
            this.address = address;
            this.bytes = bytes;
        }

        /// What was read.
        TileAddress address() {
            return address;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /// The tile or bundle itself or a wider one in its place.
    Content read(TileAddress address) {
        Optional<byte[]> bytes = readIfPresent(address);
        if (bytes.isPresent()) {
            return new Content(address, bytes.get());
        }
        if (!address.isFull()) {
            Optional<byte[]> full = readIfPresent(address.full());
            if (full.isPresent()) {
                return new Content(address.full(), full.get());
            }
            for (int width : widerPartials(address)) {
                TileAddress wider = new TileAddress(address.level(), address.index(), width);
                Optional<byte[]> partial = readIfPresent(wider);
                if (partial.isPresent()) {
                    return new Content(wider, partial.get());
                }
            }
        }
        throw new VerificationException(
                address.isBundle() ? Refusal.ENTRIES_MISSING : Refusal.TILE_MISSING, address + " is missing");
    }

    Optional<byte[]> readIfPresent(TileAddress address) {
        return read(paths.tile(address), address.path(), limit(address));
    }

    /// A regular file's bytes, or empty if there is nothing; one that is longer than the limit is refused unread.
    Optional<byte[]> read(Path path, String name, int limit) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new VerificationException(Refusal.NOT_A_FILE, name + " is not a regular file");
            }
            if (attributes.size() > limit) {
                throw new VerificationException(
                        name.startsWith("tile/entries/") ? Refusal.ENTRIES_OVERLONG : Refusal.TILE_OVERLONG,
                        "%s has %d bytes, more than the %d that it can have".formatted(name, attributes.size(), limit));
            }
            return Optional.of(read(path, (int) attributes.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LogCheck.unreadable(name, e);
        }
    }

    private static byte[] read(Path path, int size) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(size);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new IOException("it became shorter while it was read");
                }
            }
            return bytes.array();
        }
    }

    private Set<Integer> widerPartials(TileAddress address) {
        Set<Integer> widths = new TreeSet<>();
        Path directory = LogPaths.parent(paths.tile(address));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[1-9]*")) {
            for (Path file : files) {
                TileAddress.parse(address.full().path() + ".p/" + file.getFileName())
                        .filter(found -> found.width() > address.width())
                        .ifPresent(found -> widths.add(found.width()));
            }
        } catch (IOException e) {
            // Without its folder there is no wider tile either: the caller reports what is missing.
            widths.clear();
        }
        return widths;
    }

    private static int limit(TileAddress address) {
        return address.isBundle()
                ? address.width() * (Short.BYTES + EntryBundle.MAX_ENTRY_BYTES)
                : address.width() * Hash.BYTES;
    }
}
