/// Signatures: the server's own Ed25519 key, in a file, and the public halves of all that it ever had, in the database.
///
/// May use `platform`, `api` and the marks of `identity`.
@NullMarked
package plumbline.server.decision.signature;

import org.jspecify.annotations.NullMarked;
