/// What waits for whom. An area opens a task about a record when somebody must do something, and closes it when that is
/// done: `tasks.open(tx, actor, NewTask.of("pack.failed", about, owner).due(day)...)` and `tasks.close(tx, actor, kind,
/// about, Outcome.done("…"))`, inside the transaction that changed the record. Opening again what is open does nothing;
/// closing what is not open does nothing: an area may say both as often as it likes. A task that only a fact can close
/// is [NewTask#closedByFacts()]. An owner is a person, a role or a team; members of a role or team see its tasks where
/// their rights reach, and one of them may take a task. May use `identity`, `platform`, `web` and `api`; areas from
/// `estate` upwards use [Tasks].
@NullMarked
package plumbline.server.inbox;

import org.jspecify.annotations.NullMarked;
