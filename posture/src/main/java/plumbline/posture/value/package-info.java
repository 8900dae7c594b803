/// What an expression is worth: null, a boolean, a number, a text, a sequence, a mapping, or unknown.
///
/// Unknown is a value of its own, with the reason and with the resources it would come from, so that a check can say
/// why it cannot decide and the graph can still join `aws_s3_bucket.logs.id` to its bucket. Collections are known piece
/// by piece: one unknown item leaves its neighbours known, and a collection whose further members are unknown says so
/// in `rest`. Values are immutable, order is fixed (mappings and sets are sorted), equal input gives equal values.
@NullMarked
package plumbline.posture.value;

import org.jspecify.annotations.NullMarked;
