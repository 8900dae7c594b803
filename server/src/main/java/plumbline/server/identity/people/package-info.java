/// People and their sessions as JSON: the same doors as the pages of Settings, for scripts that run in a person's name.
///
/// May use `platform`, `api` and the `identity` package above it. What manages people is no permission of tokens, so
/// these endpoints answer sessions only.
@NullMarked
package plumbline.server.identity.people;

import org.jspecify.annotations.NullMarked;
