/// Work that comes round weekly, monthly, quarterly or yearly. On the day on which a routine is due
/// a task is opened for its owner, exactly once, whichever server process looks first; rounds that
/// passed while no server was up are kept as missed, for an auditor asks. A routine that starts on
/// a 31st comes round on the last day of shorter months. Days are UTC.
@NullMarked
package plumbline.server.inbox.routine;

import org.jspecify.annotations.NullMarked;
