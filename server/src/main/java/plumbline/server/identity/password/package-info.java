/// Which passwords are good enough, and how they are kept.
///
/// The rules are those of NIST SP 800-63B-4: long ones, of any characters and without composition, compared with what
/// is known from breaches. The comparison works without a network: a list of the most used ones comes along, and
/// `PLUMBLINE_BREACHED_PASSWORDS` may name a file of all that are known. May use `platform`
/// and `api`.
@NullMarked
package plumbline.server.identity.password;

import org.jspecify.annotations.NullMarked;
