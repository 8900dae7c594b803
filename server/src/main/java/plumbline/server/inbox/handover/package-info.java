/// The tasks that ask administrators to hand over what belongs to people who have left.
///
/// One for each such person to whom anything still belongs, however the account ended; its title counts the things, and
/// it closes by itself as soon as there are none. May use `identity` and the inbox.
@NullMarked
package plumbline.server.inbox.handover;

import org.jspecify.annotations.NullMarked;
