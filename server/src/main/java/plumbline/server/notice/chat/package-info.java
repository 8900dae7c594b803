/// Rooms of Slack and Microsoft Teams in which Plumbline speaks, by the incoming webhook that each of them gives out.
/// Such an address is a secret: whoever has it can speak there. It is kept sealed and never shown again. Knows nothing
/// of notices beyond the names of their kinds.
@NullMarked
package plumbline.server.notice.chat;

import org.jspecify.annotations.NullMarked;
