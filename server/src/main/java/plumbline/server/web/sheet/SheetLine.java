package plumbline.server.web.sheet;

import java.util.List;

/// One line of a file that somebody sent in.
///
/// @param number where it begins: the line of a CSV file, the row of a workbook
public record SheetLine(int number, List<String> cells) {
    public SheetLine {
        cells = List.copyOf(cells);
    }

    /// The cell of a column, empty behind the last one.
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /// Whether nothing stands in it.
    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
