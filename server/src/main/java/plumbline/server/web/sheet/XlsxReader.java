package plumbline.server.web.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// Reads the first sheet of a workbook: what its cells show, formulas by the value that was kept with them.
final class XlsxReader {
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_INFLATED = 32 << 20;
    private static final int LONGEST_NUMBER = 40;

    /// What in a number's format is no letter of a date: quoted and escaped text, colours and conditions.
    private static final Pattern NO_LETTERS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]");

    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

    private XlsxReader() {}

    static List<SheetLine> read(byte[] file) {
        try {
            var looked = new ByteArrayInputStream(harmless(file));
            try (var workbook = new ReadableWorkbook(looked, new ReadingOptions(true, false));
                    var rows = workbook.getFirstSheet().openStream()) {
                return SheetReader.bounded(lines(rows.iterator(), workbook.isDate1904()));
            }
        } catch (UnreadableSheet e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            // The library answers a broken workbook with whatever exception it happens to run into.
            throw new UnreadableSheet("The workbook cannot be read: save it as XLSX once more, or as CSV.", e);
        }
    }

    /// The workbook with those parts alone that were looked at. Every part is inflated before
    /// anything reads it: a few bytes that become gigabytes end here. A part that declares
    /// entities, or hides from being looked at in another encoding or under another name, is none
    /// that a spreadsheet writes.
    private static byte[] harmless(byte[] file) throws IOException, XMLStreamException {
        var looked = new ByteArrayOutputStream(file.length);
        var check = new WorkbookCheck();
        try (var zip = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                        .get();
                var out = new ZipOutputStream(looked)) {
            out.setLevel(Deflater.BEST_SPEED);
            int left = MOST_INFLATED;
            int parts = 0;
            for (var entry : Collections.list(zip.getEntries())) {
                byte[] part;
                try (var in = zip.getInputStream(entry)) {
                    part = in.readNBytes(left + 1);
                }
                left -= part.length;
                if (left < 0 || ++parts > MOST_PARTS) {
                    throw new UnreadableSheet("The workbook is too large when unpacked: send it in parts.");
                }
                if (isOfWorkbook(entry.getName().toLowerCase(Locale.ROOT))) {
                    if (isSuspect(part)) {
                        throw WorkbookCheck.unusual();
                    }
                    check.part(part);
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(part);
                }
            }
        }
        return looked.toByteArray();
    }

    /// Pictures, macros and what other programs keep in a workbook say nothing about its cells.
    private static boolean isOfWorkbook(String name) {
        return (name.endsWith(".xml") || name.endsWith(".rels")) && !name.startsWith("customxml/");
    }

    private static boolean isSuspect(byte[] part) {
        var text = new String(part, StandardCharsets.ISO_8859_1);
        return text.indexOf('\0') >= 0 || text.contains("<!DOCTYPE") || text.contains("<!ENTITY");
    }

    private static Iterator<SheetLine> lines(Iterator<Row> rows, boolean from1904) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public SheetLine next() {
                return line(rows.next(), from1904);
            }
        };
    }

    /// Without the empty cells at the end, of which a sheet that was formatted has many.
    private static SheetLine line(Row row, boolean from1904) {
        var cells = new ArrayList<String>();
        int last = 0;
        for (int i = 0; i < row.getCellCount(); i++) {
            var text = text(row.getCell(i), from1904);
            cells.add(text);
            last = text.isEmpty() ? last : i + 1;
        }
        return new SheetLine(row.getRowNum(), cells.subList(0, last));
    }

    private static String text(@Nullable Cell cell, boolean from1904) {
        var value = cell == null ? null : cell.getValue();
        if (cell == null || value == null) {
            return "";
        }
        return value instanceof BigDecimal number ? number(number, cell, from1904) : String.valueOf(value);
    }

    private static String number(BigDecimal number, Cell cell, boolean from1904) {
        // To round a few digits with a large negative exponent takes a divisor of as many digits.
        if (number.scale() <= LONGEST_NUMBER
                && number.signum() >= 0
                && number.compareTo(LAST_DAY) <= 0
                && isDate(cell.getDataFormatString())) {
            return time(number, from1904 ? EPOCH_1904 : EPOCH);
        }
        var plain = number.stripTrailingZeros();
        // A few digits with a large exponent would be a text of gigabytes.
        return Math.abs(plain.scale()) > LONGEST_NUMBER ? plain.toString() : plain.toPlainString();
    }

    private static boolean isDate(@Nullable String format) {
        return format != null
                && NO_LETTERS
                        .matcher(format)
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .matches(".*[ydhs].*");
    }

    /// A day, or a time in ISO 8601.
    private static String time(BigDecimal days, LocalDate epoch) {
        long seconds = days.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
        var time = epoch.atStartOfDay().plusSeconds(seconds);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
    }
}
