package plumbline.server.api;

/// An address that takes larger bodies than others do. Areas register theirs as beans.
///
/// @param bytes most bytes of a request
public record LargeBody(String path, long bytes) {}
