package plumbline.ledger.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place of one tile or entry bundle: its level, its number, and how many of its 256 places are filled.
public record TileAddress(int level, long index, int width) {
    /// Hashes, or entries, in a full tile.
    public static final int FULL = 256;

    /// The level of entry bundles, which lie below the hashes.
    public static final int ENTRIES = -1;

    private static final int LOG_FULL = 8;
    private static final int GROUP = 1000;
    private static final int MAX_LEVEL = 7;
    private static final Pattern PATH =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TileAddress {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "no tile has level %d, index %d, width %d".formatted(level, index, width));
        }
    }

    /// Reads a path relative to the log's folder; empty if no tile has this path.
    public static Optional<TileAddress> parse(String path) {
        Matcher match = PATH.matcher(path);
        if (!match.matches()) {
            return Optional.empty();
        }
        int level = match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1));
        int width = match.group(3) == null ? FULL : Integer.parseInt(match.group(3));
        boolean partial = match.group(3) != null;
        if (level > 63 || width > FULL || (partial && width == FULL)) {
            return Optional.empty();
        }
        long index = Long.parseLong(match.group(2).replaceAll("[x/]", ""));
        TileAddress address = new TileAddress(level, index, width);
        return address.path().equals(path) ? Optional.of(address) : Optional.empty();
    }

    /// Everything that must stand on this level, rightmost tile, for a log of this size; empty if nothing must.
    public static Optional<TileAddress> rightmost(int level, long size) {
        long filled = filled(level, size);
        return filled == 0 ? Optional.empty() : Optional.of(of(level, (filled - 1) / FULL, size));
    }

    /// The tile with this number, as wide as it is in a log of this size.
    public static TileAddress of(int level, long index, long size) {
        return new TileAddress(level, index, (int) Math.min(FULL, filled(level, size) - index * FULL));
    }

    /// How many hashes or entries a level has, in all its tiles.
    public static long filled(int level, long size) {
        return level > MAX_LEVEL ? 0 : size >>> (LOG_FULL * Math.max(level, 0));
    }

    /// The levels of hashes that a log of this size has, 0 upward.
    public static int levels(long size) {
        int levels = 0;
        while (filled(levels, size) > 0) {
            levels++;
        }
        return levels;
    }

    public boolean isFull() {
        return width == FULL;
    }

    public boolean isBundle() {
        return level == ENTRIES;
    }

    public TileAddress full() {
        return new TileAddress(level, index, FULL);
    }

    /// The path relative to the log's folder, with slashes.
    public String path() {
        return fullPath() + (isFull() ? "" : ".p/" + width);
    }

    /// The folder of this tile's partial predecessors.
    String partialsPath() {
        return fullPath() + ".p";
    }

    private String fullPath() {
        StringBuilder groups = new StringBuilder();
        appendGroups(groups, index / GROUP);
        return "tile/" + (isBundle() ? "entries" : level) + "/" + appendDigits(groups, index % GROUP);
    }

    private static void appendGroups(StringBuilder groups, long leading) {
        if (leading > 0) {
            appendGroups(groups, leading / GROUP);
            appendDigits(groups.append('x'), leading % GROUP).append('/');
        }
    }

    private static StringBuilder appendDigits(StringBuilder groups, long group) {
        return groups.append(group / 100).append(group / 10 % 10).append(group % 10);
    }

    @Override
    public String toString() {
        return path();
    }
}
