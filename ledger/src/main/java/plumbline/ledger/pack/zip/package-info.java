/// The one form of a ZIP file that a pack has: stored, in order, with headers that depend on nothing but names and
/// bytes. What is written here is all that is read here; whatever else a ZIP file may be is refused with the
/// [plumbline.ledger.pack.PackRefusal] of its kind, before its content is looked at.
@NullMarked
package plumbline.ledger.pack.zip;

import org.jspecify.annotations.NullMarked;
