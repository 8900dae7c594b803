package plumbline.server.identity.imports;

/// Why a row cannot be taken.
///
/// @param column in which it is wrong, or empty when it is the row as a whole
/// @param message what is wrong and what to do, as a sentence
public record RowError(String column, String message) {}
