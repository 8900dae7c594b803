/// What a check is, and what checks need to judge a resource by its neighbours.
///
/// A `Check` looks at a `Tree` of evaluated resources and gives one `Outcome` for each resource
/// that it concerns: pass, fail, or unknown with the reason. Nothing is passed over in silence, and
/// what cannot be told from the source is never a pass. `Attachments` answers who belongs to whom,
/// by reference or by name; `Labels` reads classes and owners from tags. Everything here is pure:
/// no disk, no clock, no order of hashes. The checks of one cloud live in a package beside this
/// one.
@NullMarked
package plumbline.posture.check;

import org.jspecify.annotations.NullMarked;
