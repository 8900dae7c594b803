/// Audit packs: what a service's evidence, journal, findings and statement were in a window of time, sealed by the
/// ledger so that anybody can check them without Plumbline's server.
///
/// One snapshot of the database settles the contents. The log commits to their manifest, and once a published
/// checkpoint covers everything the file is written, once, and kept by its digest.
@NullMarked
package plumbline.server.evidence.pack;

import org.jspecify.annotations.NullMarked;
