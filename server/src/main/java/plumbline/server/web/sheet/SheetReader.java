package plumbline.server.web.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/// Reads lists that somebody sends in: CSV, or the first sheet of an XLSX workbook. All of it is text afterwards, also
/// what a spreadsheet would run as a formula. Whatever the bytes are, reading them is bounded.
public final class SheetReader {
    public static final int MOST_BYTES = 8 << 20;

    /// With those in which nothing stands: a sheet that was formatted has many.
    static final int MOST_ROWS = 100_000;

    private static final int MOST_LINES = 20_000;
    private static final int MOST_CELLS = 100;
    private static final int MOST_CHARACTERS = 20_000_000;
    private static final byte[] ZIP = HexFormat.of().parseHex("504b0304");
    private static final byte[] OLD_OFFICE = HexFormat.of().parseHex("d0cf11e0");

    private SheetReader() {}

    /// The lines in which something stands, the header first.
    ///
    /// @throws UnreadableSheet when these bytes are no list
    public static List<SheetLine> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new UnreadableSheet("The file is too large: at most " + (MOST_BYTES >> 20) + " MB are read.");
        }
        if (startsWith(file, OLD_OFFICE)) {
            throw new UnreadableSheet("This is a workbook of the old kind (XLS): save it as XLSX or CSV.");
        }
        return startsWith(file, ZIP) ? XlsxReader.read(file) : bounded(new CsvReader(file));
    }

    /// Takes lines as long as there are not too many of anything.
    static List<SheetLine> bounded(Iterator<SheetLine> lines) {
        var taken = new ArrayList<SheetLine>();
        long characters = 0;
        for (int rows = 1; lines.hasNext(); rows++) {
            var line = lines.next();
            if (rows > MOST_ROWS) {
                throw new UnreadableSheet("There is too much in this file: send it in parts.");
            }
            if (line.isBlank()) {
                continue;
            }
            characters += line.cells().stream().mapToLong(String::length).sum();
            requireFew(line.cells().size(), line.number());
            if (taken.size() == MOST_LINES || characters > MOST_CHARACTERS) {
                throw new UnreadableSheet("There is too much in this file: send it in parts.");
            }
            taken.add(line);
        }
        return taken;
    }

    /// Refuses a line with more cells than any list has.
    static void requireFew(int cells, int line) {
        if (cells > MOST_CELLS) {
            throw new UnreadableSheet(
                    "Line " + line + " has more than " + MOST_CELLS + " cells: this is no list of ours.");
        }
    }

    private static boolean startsWith(byte[] file, byte[] signature) {
        return file.length >= signature.length
                && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
    }
}
