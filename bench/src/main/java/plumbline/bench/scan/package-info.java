/// Measures of the scanner: how well it agrees with cases that others have labelled, and how fast it is.
///
/// `CorpusScore` takes a folder of labelled cases and prints precision, recall and the share of unknown for each check.
/// `ScanBench` scans a generated tree, and a single file through the command line.
@NullMarked
package plumbline.bench.scan;

import org.jspecify.annotations.NullMarked;
