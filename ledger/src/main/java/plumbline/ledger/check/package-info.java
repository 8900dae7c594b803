/// The checker: it believes a signature and nothing else. From the entries in a log's folder it
/// derives every hash, every tile and the root again, and compares them with what stands there and
/// with what the log signed.
///
/// Whatever is in the folder, a check ends: it reads each file at most as far as it may be long, opens nothing but
/// regular files, goes through the entries in order, and stops at the first thing that is missing or wrong. Memory
/// does not grow with the log.
@NullMarked
package plumbline.ledger.check;

import org.jspecify.annotations.NullMarked;
