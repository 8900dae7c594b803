package plumbline.server.identity.imports;

/// A column that a file may have, by the name that the export of the list gives it.
///
/// @param kind whether it must be there, may be there, or is only passed over
/// @param meaning what belongs into it, for people
/// @param example for the template
public record ImportColumn(String name, Kind kind, String meaning, String example) {

    /// What is asked of a column.
    public enum Kind {
        /// No file without it.
        NEEDED,
        /// Where it is missing, what it would say stays as it is.
        OPTIONAL,
        /// Written by the export, for people; an import does not look at it.
        IGNORED
    }

    public static ImportColumn needed(String name, String meaning, String example) {
        return new ImportColumn(name, Kind.NEEDED, meaning, example);
    }

    public static ImportColumn optional(String name, String meaning, String example) {
        return new ImportColumn(name, Kind.OPTIONAL, meaning, example);
    }

    public static ImportColumn ignored(String name) {
        return new ImportColumn(name, Kind.IGNORED, "Written by the export; passed over.", "");
    }
}
