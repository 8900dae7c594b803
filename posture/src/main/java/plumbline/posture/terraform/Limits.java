package plumbline.posture.terraform;

/// How much a tree may ask for before the rest is reported as unknown or skipped.
///
/// @param fileBytes largest file that is read
/// @param files most files that are read
/// @param expansion most instances of one resource, module or dynamic block
/// @param resources most resources of the whole tree
/// @param steps most evaluation steps for the whole tree
/// @param moduleDepth deepest nesting of module calls
public record Limits(long fileBytes, int files, int expansion, int resources, long steps, int moduleDepth) {
    public static final Limits DEFAULT = new Limits(10L << 20, 20_000, 10_000, 100_000, 100_000_000L, 32);
}
