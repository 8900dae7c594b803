/// What somebody owns, and how somebody else takes it over: for people who leave and people who move on.
///
/// Each area registers an [plumbline.server.identity.handover.Owned] for each kind of thing that has an owner in its
/// tables. A handover gives all of them to one person in one transaction; each thing has its journal entry in its area.
/// May use `identity`, `api`, `web` and `platform`.
@NullMarked
package plumbline.server.identity.handover;

import org.jspecify.annotations.NullMarked;
