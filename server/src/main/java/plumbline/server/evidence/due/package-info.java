/// What evidence and packs ask of people, as tasks of the inbox: evidence that will soon no longer be fresh is to be
/// renewed, a pack that failed is to be exported again. Both close by themselves when that has happened.
@NullMarked
package plumbline.server.evidence.due;

import org.jspecify.annotations.NullMarked;
