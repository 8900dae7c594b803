/// Who is to know of a decision: a task in the inbox of those who may approve next, notices to them and to whoever
/// asked, in the transaction that moved the decision.
@NullMarked
package plumbline.server.decision.asking;

import org.jspecify.annotations.NullMarked;
