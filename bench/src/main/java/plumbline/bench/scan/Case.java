package plumbline.bench.scan;

import java.util.Set;

/// One labelled file: whether others find a flaw there, at which lines, and what we found.
///
/// @param name the path of the case in the corpus
/// @param expected the lines of the flaws; empty in a file without one
/// @param found the lines that we fail
record Case(String check, String name, boolean flawed, Set<Integer> expected, Set<Integer> found, Verdict verdict) {
    /// The worst that we said about the file.
    enum Verdict {
        FAIL,
        UNKNOWN,
        PASS,
        SILENT
    }

    boolean agrees() {
        return flawed == (verdict == Verdict.FAIL);
    }
}
