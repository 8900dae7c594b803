package plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// The command line's entry: one subcommand each for what people do.
@Command(
        name = "plumbline",
        header = "From rule to change to evidence under ISO/IEC 27017.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Plumbline.Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "The launcher has more: up, admin, build, test, bench (plumbline help).",
            "Exit codes: 0 pass, 1 refused or findings, 2 misuse, 3 could not decide."
        })
public final class Plumbline {
    private Plumbline() {}

    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    static int run(Surroundings surroundings, String... args) {
        CommandLine line = commandLine(surroundings);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError _) {
            surroundings.err().println("plumbline: the input needs more memory than this process may use");
            return ExitCode.MISUSE;
        } finally {
            surroundings.out().flush();
        }
    }

    private static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Plumbline());
        line.addSubcommand(new ScanCommand(surroundings));
        line.addSubcommand(new VerifyCommand(surroundings));
        line.addSubcommand(new CommandLine(new LedgerCommand()).addSubcommand(new LedgerCheckCommand(surroundings)));
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Math.min(surroundings.width(), 120));
        line.setParameterExceptionHandler((exception, _) -> misuse(surroundings, exception));
        line.setExecutionExceptionHandler((exception, _, _) -> failed(surroundings, exception));
        return line;
    }

    private static int misuse(Surroundings surroundings, ParameterException exception) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        surroundings.err().printf("plumbline: %s (see %s --help)%n", oneLine(exception), command);
        return ExitCode.MISUSE;
    }

    private static int failed(Surroundings surroundings, Exception exception) {
        if (exception instanceof CommandFailed failure) {
            surroundings.err().println("plumbline: " + oneLine(failure));
            return failure.exitCode();
        }
        surroundings.err().println("plumbline: this is a fault of ours, please report it: " + exception);
        if (!surroundings.variable("PLUMBLINE_DEBUG").isEmpty()) {
            exception.printStackTrace(surroundings.err());
        }
        return ExitCode.MISUSE;
    }

    private static String oneLine(Exception exception) {
        return CommandFailed.reason(exception).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /// The version that the build was given.
    static String version() {
        try (InputStream in = Plumbline.class.getResourceAsStream("version.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers `--version`.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"plumbline " + version()};
        }
    }
}
