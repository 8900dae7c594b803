package plumbline.server.identity.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import plumbline.server.identity.imports.ImportColumn.Kind;
import plumbline.server.web.sheet.Csv;
import plumbline.server.web.sheet.SheetLine;
import plumbline.server.web.sheet.SheetReader;

/// The rows of a file, by the columns of a target.
///
/// @param rows what the target can look at
/// @param wrong rows that are wrong whatever the target is
/// @param passedOver how many lines are remarks
record ImportFile(List<ImportRow> rows, List<PlannedRow> wrong, int passedOver) {
    static final int MOST_ROWS = 10_000;
    private static final int LONGEST_QUOTE = 40;

    /// @throws InvalidFile when the file as a whole cannot be taken
    static ImportFile read(byte[] content, List<ImportColumn> columns) {
        var lines = SheetReader.read(content);
        if (lines.isEmpty()) {
            throw new InvalidFile("The file is empty: begin with the template.");
        }
        var places = places(lines.getFirst(), columns);
        var rows = new ArrayList<ImportRow>();
        var wrong = new ArrayList<PlannedRow>();
        int remarks = 0;
        for (var line : lines.subList(1, lines.size())) {
            if (line.cell(0).startsWith("#")) {
                remarks++;
                continue;
            }
            var row = row(line, places);
            var errors = errors(row, line, lines.getFirst());
            if (errors.isEmpty()) {
                rows.add(row);
            } else {
                wrong.add(PlannedRow.wrong(row, shortened(Csv.plain(line.cell(0))), errors));
            }
        }
        requireSize(rows.size() + wrong.size());
        return new ImportFile(rows, wrong, remarks);
    }

    private static void requireSize(int rows) {
        if (rows == 0) {
            throw new InvalidFile("The file has a header and no rows.");
        }
        if (rows > MOST_ROWS) {
            throw new InvalidFile("The file has " + rows + " rows, and at most " + MOST_ROWS
                    + " are taken at a time: send it in parts.");
        }
    }

    /// Where each column stands.
    private static Map<String, Integer> places(SheetLine header, List<ImportColumn> columns) {
        var known = columns.stream()
                .collect(Collectors.toMap(column -> column.name().toLowerCase(Locale.ROOT), column -> column));
        var places = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < header.cells().size(); i++) {
            var name = header.cell(i).strip().replaceAll("\\s+", " ");
            if (name.isEmpty()) {
                continue;
            }
            var column = known.get(name.toLowerCase(Locale.ROOT));
            if (column == null) {
                throw new InvalidFile("The header names a column \"" + shortened(Csv.plain(name))
                        + "\", which is not known here. Known are: " + names(columns) + ".");
            }
            if (column.kind() != Kind.IGNORED && places.put(column.name(), i) != null) {
                throw new InvalidFile("The header names the column \"" + column.name() + "\" twice.");
            }
        }
        for (var column : columns) {
            if (column.kind() == Kind.NEEDED && !places.containsKey(column.name())) {
                throw new InvalidFile("The column \"" + column.name() + "\" is missing. The first line must be a "
                        + "header with names of these columns: " + names(columns) + ".");
            }
        }
        return places;
    }

    private static ImportRow row(SheetLine line, Map<String, Integer> places) {
        var cells = new HashMap<String, String>();
        places.forEach((column, place) -> cells.put(column, line.cell(place).strip()));
        return new ImportRow(line.number(), cells);
    }

    private static List<RowError> errors(ImportRow row, SheetLine line, SheetLine header) {
        var errors = new ArrayList<RowError>();
        for (int i = 0; i < line.cells().size(); i++) {
            if (header.cell(i).isBlank() && !line.cell(i).isBlank()) {
                errors.add(new RowError(
                        "",
                        "Something stands in column " + (i + 1) + ", which has no name in the header: put text that "
                                + "has a separator in it between quotation marks."));
                break;
            }
        }
        row.cells().entrySet().stream()
                .filter(cell -> Csv.hides(cell.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .map(column ->
                        new RowError(column, "There is a character in it that nobody can see: type the text anew."))
                .forEach(errors::add);
        return errors;
    }

    private static String names(List<ImportColumn> columns) {
        return columns.stream()
                .filter(column -> column.kind() != Kind.IGNORED)
                .map(ImportColumn::name)
                .collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
