package plumbline.ledger.pack;

/// How much a verifier is willing to read, so that a hostile pack costs little.
///
/// @param packBytes the whole file
/// @param entries files in it
/// @param documentBytes the manifest, or one document that is read into memory
/// @param lineBytes one line of the journal
public record PackLimits(long packBytes, int entries, int documentBytes, int lineBytes) {
    public static final PackLimits DEFAULT = new PackLimits(64L << 30, 2_000_000, 128 << 20, 1 << 20);
}
