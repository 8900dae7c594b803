package plumbline.server.web.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// The rows of a list for spreadsheets, as CSV or XLSX: a handler returns it for `format=…` at the list's own address.
/// In XLSX numbers and times are what they are, and text is never a formula.
public final class Sheet {
    private static final String DATE_FORMAT = "yyyy-mm-dd hh:mm:ss";
    private static final int LONGEST_NAME = 31;
    private static final int LONGEST_CELL = 32_767;

    private final String name;
    private final List<List<?>> rows = new ArrayList<>();

    /// @param name of the file, without its ending
    public Sheet(String name, List<String> header) {
        this.name = name;
        row(header);
    }

    public Sheet row(List<?> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    String name() {
        return name;
    }

    void writeCsv(OutputStream out) throws IOException {
        for (var row : rows) {
            out.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
        }
    }

    void writeXlsx(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Plumbline", null)) {
            var sheet = workbook.newWorksheet(name.substring(0, Math.min(LONGEST_NAME, name.length())));
            for (int row = 0; row < rows.size(); row++) {
                var cells = rows.get(row);
                for (int column = 0; column < cells.size(); column++) {
                    put(sheet, row, column, cells.get(column));
                }
            }
            sheet.range(0, 0, 0, rows.getFirst().size() - 1).style().bold().set();
            sheet.freezePane(0, 1);
        }
    }

    private static void put(Worksheet sheet, int row, int column, Object cell) {
        switch (cell) {
            case Number number -> sheet.value(row, column, number);
            case Boolean bool -> sheet.value(row, column, bool);
            case Instant at -> {
                sheet.value(row, column, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
                sheet.style(row, column).format(DATE_FORMAT).set();
            }
            default -> sheet.value(row, column, text(cell));
        }
    }

    /// A spreadsheet opens no file with a longer cell, nor one with characters that XML does not have.
    private static String text(Object cell) {
        var plain = Csv.plain(String.valueOf(cell));
        return plain.length() <= LONGEST_CELL ? plain : plain.substring(0, LONGEST_CELL - 1) + "…";
    }
}
