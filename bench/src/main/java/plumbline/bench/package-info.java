/// The benchmarks that the README quotes. `plumbline bench NAME` runs one of them; each prints what it measured, the
/// target, and whether it was met, and with `--format json` the machine, the commit and the seed as well, so that
/// anybody can run it again and compare.
@NullMarked
package plumbline.bench;

import org.jspecify.annotations.NullMarked;
