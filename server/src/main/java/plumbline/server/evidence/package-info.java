/// What was shown to be true, and the proof that it has not been changed since.
///
/// Evidence is a body of bytes in a write-once store and a record of what it shows: of which kind, for which controls
/// and service, when it was true and when we knew. Records are never changed; a correction supersedes. The journal,
/// which every area writes in its own transactions, and the evidence become leaves of the verifiable log
/// (`evidence.ledger`); `evidence.journal` reads the journal, `evidence.pack` exports what an auditor takes home.
///
/// May use `platform`, `identity`, `estate`, `web` and `api`. Control and finding stand above: they
/// record evidence, ask [EvidenceQueries], and give packs their [PackSection].
@NullMarked
package plumbline.server.evidence;

import org.jspecify.annotations.NullMarked;
