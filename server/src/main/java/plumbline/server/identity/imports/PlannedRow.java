package plumbline.server.identity.imports;

import java.util.List;
import java.util.Locale;
import plumbline.server.platform.HistoryEntry.FieldChange;

/// What will become of one row.
///
/// @param label what it is about, as people call it
/// @param changes each field before and after, for what is new or changes
/// @param errors why it cannot be taken
/// @param seen the version that it would change, so that a change of anybody else shows
public record PlannedRow(
        int line, String label, Outcome outcome, List<FieldChange> changes, List<RowError> errors, String seen) {
    public PlannedRow {
        changes = List.copyOf(changes);
        errors = List.copyOf(errors);
    }

    /// The ways in which a row can end.
    public enum Outcome {
        CREATE,
        CHANGE,
        UNCHANGED,
        ERROR;

        /// As addresses and the API have it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static PlannedRow create(ImportRow row, String label, List<FieldChange> fields) {
        return new PlannedRow(row.line(), label, Outcome.CREATE, fields, List.of(), "");
    }

    /// A row about something that there is, seen at a version; unchanged where it says nothing new.
    public static PlannedRow change(ImportRow row, String label, List<FieldChange> changes, String seen) {
        return changes.isEmpty()
                ? new PlannedRow(row.line(), label, Outcome.UNCHANGED, List.of(), List.of(), "")
                : new PlannedRow(row.line(), label, Outcome.CHANGE, changes, List.of(), seen);
    }

    public static PlannedRow wrong(ImportRow row, String label, List<RowError> errors) {
        return new PlannedRow(row.line(), label, Outcome.ERROR, List.of(), errors, "");
    }
}
