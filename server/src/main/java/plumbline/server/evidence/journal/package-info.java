/// The journal as people and programs read it: every action of everybody, by person, thing, service, day, request and
/// words, as pages that can be followed, as JSON, and as exports that are streamed however long they are.
///
/// Entries are written by [plumbline.server.platform.Journal] in the transaction of what they tell, and never change.
/// They are read by time along an index, newest first; nothing here counts or sorts all of them. May use: ledger,
/// estate, identity, web, api, platform.
@NullMarked
package plumbline.server.evidence.journal;

import org.jspecify.annotations.NullMarked;
