/// People and their sessions: the pages of Settings, and the same as JSON for scripts that run in a person's name.
///
/// May use `platform`, `web`, `api` and the `identity` package above it. What manages people is no
/// permission of tokens, so these endpoints answer sessions only.
@NullMarked
package plumbline.server.identity.people;

import org.jspecify.annotations.NullMarked;
