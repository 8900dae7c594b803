/// Who somebody is and what they may do: accounts, roles, sign-in, sessions, service accounts and their tokens.
///
/// Every page and endpoint declares the permission it needs with [Requires] or says with [OpenToAll] that it needs
/// none; one that says neither is refused. May use `platform`, `web` and `api`.
@NullMarked
package plumbline.server.identity;

import org.jspecify.annotations.NullMarked;
