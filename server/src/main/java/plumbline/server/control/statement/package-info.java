/// Versions of the statement of applicability: the draft is what was decided of each control, a version is that draft
/// frozen and put up for approval.
///
/// An edit of the draft voids the version in review; the approved one holds until the next is approved. May use
/// `control`, and `decision` for the approval.
@NullMarked
package plumbline.server.control.statement;

import org.jspecify.annotations.NullMarked;
