/// Delegations: somebody lets another decide for them, from a day to a day, in all or in one authority.
///
/// What is lent is looked up at each decision: it is never more than the lender has then, and never lent on. May use
/// `identity` and what is below; decisions use it.
@NullMarked
package plumbline.server.decision.delegation;

import org.jspecify.annotations.NullMarked;
