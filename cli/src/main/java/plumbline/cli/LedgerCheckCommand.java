package plumbline.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.check.CheckReport;
import plumbline.ledger.check.LogCheck;

/// `plumbline ledger check`: does this folder hold the log that its checkpoint signs?
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Plumbline.Version.class,
        header = "Derive a log again from its entries and hold it against its signed checkpoint.",
        footer = {
            "",
            "Examples:",
            "  plumbline ledger check ~/.plumbline/ledger --key log.vkey",
            "  plumbline ledger check /backup/ledger --key log.vkey --since checkpoint-of-last-month",
            "",
            "Exit codes: 0 the log is whole, 1 refused (with the reason), 2 misuse."
        })
final class LedgerCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "DIR", description = "The log's folder, with checkpoint and tile/.")
    private Path folder = Path.of("");

    @Option(names = "--key", paramLabel = "VKEY", required = true, description = Keys.DESCRIPTION)
    private List<String> keys = List.of();

    @Option(names = "--since", paramLabel = "FILE", description = "An older checkpoint that the log must continue.")
    private Optional<Path> since = Optional.empty();

    LedgerCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(folder + " is not a folder: give the one that has the file checkpoint");
        }
        List<VerifierKey> parsed = Keys.parse(keys);
        Optional<byte[]> older = since.map(Keys::file);
        PrintStream out = surroundings.out();
        try {
            CheckReport report =
                    older.isPresent() ? LogCheck.run(folder, parsed, older.get()) : LogCheck.run(folder, parsed);
            out.printf(
                    "%s  %s: %d entries, root %s%n",
                    surroundings.green("WHOLE"),
                    report.checkpoint().origin(),
                    report.checkpoint().size(),
                    report.checkpoint().root().base64());
            report.checkpoint()
                    .logSignatures()
                    .forEach(signature -> out.printf(
                            "  + signed by %s (%s)%n",
                            signature.key().idText(), signature.key().type()));
            out.printf("  + %d bundles and tiles derived again%n", report.files());
            report.since().ifPresent(head -> out.printf("  + continues the log of %d entries%n", head.size()));
            report.notes().forEach(note -> out.printf("  %s %s%n", surroundings.yellow("-"), note));
            return ExitCode.PASS;
        } catch (VerificationException e) {
            out.printf(
                    "%s  %s: %s%n",
                    surroundings.red("REFUSED"), e.refusal().code(), e.refusal().meaning());
            out.println("  " + Surroundings.printable(CommandFailed.reason(e)));
            return ExitCode.REFUSED;
        }
    }
}
