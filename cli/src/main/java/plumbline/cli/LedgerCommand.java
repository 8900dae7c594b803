package plumbline.cli;

import picocli.CommandLine.Command;

/// `plumbline ledger`: work on a verifiable log's folder.
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        versionProvider = Plumbline.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Check a verifiable log.",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example:", "  plumbline ledger check ~/.plumbline/ledger --key log.vkey"})
final class LedgerCommand {}
