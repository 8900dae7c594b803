/// The command line: `plumbline scan`, `verify`, `ledger`. It starts in a blink, so there is no Spring here and no
/// reading of what a command does not need.
///
/// Each command is one class that reads its options, asks a library, and prints. A command returns its exit code (see
/// [plumbline.cli.ExitCode]) and says what is wrong with a [plumbline.cli.CommandFailed], whose message is one line
/// and says what to do; nobody ever sees a stack trace.
@NullMarked
package plumbline.cli;

import org.jspecify.annotations.NullMarked;
