package plumbline.posture.terraform;

/// How much a tree may ask for before the rest is reported as unknown or skipped.
///
/// @param fileBytes largest file that is read
/// @param files most files that are read
/// @param instances most instances of one resource, module or dynamic block
/// @param steps most evaluation steps for the whole tree
/// @param moduleDepth deepest nesting of module calls
/// @param textLength longest text, and most members of one collection, that an expression may build
public record Limits(long fileBytes, int files, int instances, long steps, int moduleDepth, int textLength) {
    public static final Limits DEFAULT = new Limits(10L << 20, 20_000, 10_000, 50_000_000L, 32, 10_000_000);
}
