/// Who holds what: roles given to people and teams, roles that the organisation makes itself, what follows from them.
///
/// A grant says which role is held by whom, where and when. Nobody gives or takes more than they have, nobody changes
/// what they hold themselves, and there is always an administrator. Whatever rests on a right that is lost ends in the
/// same transaction. May use `platform`, `web`, `api`, the `identity` package above it and its names of cloud services.
@NullMarked
package plumbline.server.identity.grant;

import org.jspecify.annotations.NullMarked;
