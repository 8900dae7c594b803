/// Access reviews: a campaign in which named people look at who has which access, and decide.
///
/// Starting one takes a snapshot of all access in its scope, of every kind that is registered as
/// reviewable. Each access is kept, changed or revoked, with a reason; what is revoked ends in the
/// transaction of the decision, by the door that keeps it. Nobody decides about access of their
/// own. Access that is no longer as it was is decided on again, as it is. What nobody decided stays
/// "not reviewed", and the owner says so when completing. The result is evidence.
///
/// May use `platform`, `web`, `api`, `identity`, `inbox`, `estate` and `evidence`.
@NullMarked
package plumbline.server.review;

import org.jspecify.annotations.NullMarked;
