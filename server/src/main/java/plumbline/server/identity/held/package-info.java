/// How a row of the view `held_grant` becomes something that somebody holds, for all stores that join
/// it: those of people, of teams and of tokens. May use the `identity` package above it.
@NullMarked
package plumbline.server.identity.held;

import org.jspecify.annotations.NullMarked;
