package plumbline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/// A command as it was run: its exit code and what it printed.
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... args) {
        return in(Map.of(), args);
    }

    static CommandRun in(Map<String, String> environment, String... args) {
        return on(false, environment, args);
    }

    static CommandRun on(boolean terminal, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment, terminal, terminal);
        int exitCode = Plumbline.run(surroundings, args);
        return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
