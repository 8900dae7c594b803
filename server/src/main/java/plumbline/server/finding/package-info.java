/// Posture on the server. A scan comes in by parts; when it is complete, each check's result on each resource is
/// brought up to date in one transaction, with its history. A failing result is a finding: it opens, stays, and closes
/// only by a re-check that passes or no longer sees the resource. Unknown never closes one and never counts as pass.
/// The scan itself becomes evidence. May use `evidence` and what is below.
@NullMarked
package plumbline.server.finding;

import org.jspecify.annotations.NullMarked;
