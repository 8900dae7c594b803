/// Work in the background: what comes round by itself ([Recurring]) and what somebody asks for once ([JobKind]).
///
/// The schedule lies in the database, so of several processes one does each job, and what a process that died had in
/// hand is begun again by another. Work therefore happens at least once: it must come to the same whether it runs once
/// or is cut off and runs again, which a transaction around each step gives. Areas register beans of the two kinds and
/// call [Jobs]; administrators see and steer all of it through [JobDesk].
///
/// Schedules follow the machine's clock, since they are about processes that live or not; work is handed the clock of
/// the server, as everything else.
@NullMarked
package plumbline.server.platform.job;

import org.jspecify.annotations.NullMarked;
