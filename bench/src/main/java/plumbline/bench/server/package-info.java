/// The server under load: a real process, started by the launcher, filled through its own doors, read by many at once.
///
/// Scans come in over HTTP as `plumbline scan --push` sends them. The journal's million entries and
/// the evidence behind them would take hours that way, so SQL writes them in the shape that the
/// server gives them, and the ledger commits to each of them as to any other. Readers and server
/// share the machine: what the readers cost is part of every figure.
@NullMarked
package plumbline.bench.server;

import org.jspecify.annotations.NullMarked;
