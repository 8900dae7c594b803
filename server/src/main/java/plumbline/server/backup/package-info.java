/// Backup of everything to one file, and its restoration into an empty home.
///
/// A backup is a tar, compressed, sealed to a passphrase ([SealedOutput]); `docs/operations.md` has
/// the format. It holds the database as of one moment, the bodies, the keys, and the ledger's
/// checkpoint. The ledger's tiles are not in it: they follow from the leaves in the database, so a
/// restoration builds them anew and proves that they lead to the same root. Bodies are copied after
/// the moment of the database, since they are kept before anything refers to them and never change.
@NullMarked
package plumbline.server.backup;

import org.jspecify.annotations.NullMarked;
