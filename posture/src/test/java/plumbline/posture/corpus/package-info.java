/// Scores against cases that others made. They need a corpus path and are run by hand; nothing of a corpus is kept
/// here.
@NullMarked
package plumbline.posture.corpus;

import org.jspecify.annotations.NullMarked;
