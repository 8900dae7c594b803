/// Which controls there are, whether each applies to us and why, and how each stands.
///
/// The catalogue says what a control is; the statement of applicability is ours, every decision of
/// it kept. How a control stands is computed from evidence and from what checks observe; the area
/// that runs them lies above this one and implements [CheckTallies]. May use `evidence` and what is
/// below.
@NullMarked
package plumbline.server.control;

import org.jspecify.annotations.NullMarked;
