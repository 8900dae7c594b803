package plumbline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a command runs: its two streams, the environment, and whether people look at the streams.
///
/// @param terminal whether `out` is a terminal, and `errTerminal` whether `err` is: the launcher knows and says so
record Surroundings(
        PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal, boolean errTerminal) {
    private static final int DEFAULT_WIDTH = 100;
    private static final int LEAST_WIDTH = 60;

    static Surroundings ofProcess() {
        return new Surroundings(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                Boolean.getBoolean("plumbline.terminal.out"),
                Boolean.getBoolean("plumbline.terminal.err"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// The variable's value, or the empty string.
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /// Whether to colour: on a terminal that can, and unless `NO_COLOR` is set.
    boolean colour() {
        return terminal && variable("NO_COLOR").isEmpty() && !variable("TERM").equals("dumb");
    }

    int width() {
        String columns = variable("COLUMNS");
        return columns.matches("[1-9][0-9]{0,3}") ? Math.max(LEAST_WIDTH, Integer.parseInt(columns)) : DEFAULT_WIDTH;
    }

    /// Text from a file that somebody else made: what a terminal would obey is shown as a question mark.
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    String green(String text) {
        return coloured("32", text);
    }

    String red(String text) {
        return coloured("31", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    private String coloured(String code, String text) {
        return colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
