package plumbline.server.identity.imports;

import java.util.Map;

/// One row of a file.
///
/// @param line where it stands in the file
/// @param cells what stands in the columns that the file has, without space around it
public record ImportRow(int line, Map<String, String> cells) {
    public ImportRow {
        cells = Map.copyOf(cells);
    }

    /// Whether the file has this column.
    public boolean has(String column) {
        return cells.containsKey(column);
    }

    /// What stands in it; empty where the file has no such column.
    public String text(String column) {
        return cells.getOrDefault(column, "");
    }
}
