/// Time stamps (RFC 3161): an authority that the operator names says when a vote's signature existed.
///
/// They are fetched after the vote, again and again until there is one; a vote never waits for the authority. May use
/// `platform`; decisions use it.
@NullMarked
package plumbline.server.decision.stamp;

import org.jspecify.annotations.NullMarked;
