/// Programs and their tokens: service accounts, and the secrets with which they call the API.
///
/// A token is made by a person who holds every permission it is given, or on the machine itself. It is shown once, kept
/// as a hash, may be limited to one cloud service, and always expires. Whoever made it takes it along when deactivated.
/// May use `platform`, `web`, `api` and the `identity` package above it.
@NullMarked
package plumbline.server.identity.token;

import org.jspecify.annotations.NullMarked;
