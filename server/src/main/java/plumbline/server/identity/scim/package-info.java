/// SCIM 2.0 (RFC 7643 and 7644): the organisation's directory makes, changes and ends accounts and teams here.
///
/// A SCIM user is an account seen from the directory, with what the directory says about it kept as it came. Ending a
/// user ends the account with its sessions and tokens, at once. What an administrator decided by hand stands: the
/// directory brings nobody back whom it did not end, changes no administrator's address, and makes no administrators.
/// A SCIM group is a team that the directory names and fills; what it holds is given here. Each request is one
/// transaction. May use what `identity` may use, and its teams.
@NullMarked
package plumbline.server.identity.scim;

import org.jspecify.annotations.NullMarked;
