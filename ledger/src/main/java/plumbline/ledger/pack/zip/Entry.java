package plumbline.ledger.pack.zip;

/// A file in the archive and where its local header begins.
public record Entry(String name, long size, int crc, long offset) {}
