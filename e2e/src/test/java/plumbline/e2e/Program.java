package plumbline.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One of our programs, run in a process of its own.
///
/// @param output what it said, both streams
record Program(Process process, Path output) {
    /// Long enough for a busy machine; nothing is asserted about how long it takes.
    static final long PATIENCE_SECONDS = 240;

    static final Path ROOT = Path.of(System.getProperty("plumbline.root"));

    /// Something to wait for.
    @FunctionalInterface
    interface Condition {
        boolean isMet() throws IOException;
    }

    /// Runs the server from its jars, as the launcher does.
    static Program server(Path folder, Map<String, String> environment, String... words) throws IOException {
        return java("server", "plumbline.server.Server", folder, environment, words);
    }

    /// Runs the command line from its jars, as the launcher does.
    static Program commandLine(Path folder, Map<String, String> environment, String... words) throws IOException {
        return java("cli", "plumbline.cli.Plumbline", folder, environment, words);
    }

    private static Program java(
            String module, String main, Path folder, Map<String, String> environment, String... words)
            throws IOException {
        var target = ROOT.resolve(module).resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dplumbline.examples=" + ROOT.resolve("examples").toRealPath(),
                "-cp",
                jar(target, module) + ":" + target.resolve("lib") + "/*",
                main));
        command.addAll(List.of(words));
        return start(new ProcessBuilder(command).directory(folder.toFile()), environment);
    }

    /// Starts a process that knows nothing of our own settings but these.
    static Program start(ProcessBuilder builder, Map<String, String> environment) throws IOException {
        var output = Files.createTempFile(builder.directory().toPath(), "output", ".log");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PLUMBLINE_"));
        builder.environment().putAll(environment);
        return new Program(builder.start(), output);
    }

    private static Path jar(Path target, String module) throws IOException {
        try (var jars = Files.newDirectoryStream(target, "plumbline-" + module + "-*.jar")) {
            return jars.iterator().next().toAbsolutePath().normalize();
        }
    }

    String text() throws IOException {
        return Files.readString(output);
    }

    /// Waits for its end.
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end:\n" + text());
        }
        return process.exitValue();
    }

    /// Waits until it said this.
    String await(String words) throws IOException, InterruptedException {
        await("say \"" + words + "\"", () -> text().contains(words));
        return text();
    }

    /// Waits until this holds.
    void await(String what, Condition holds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds.isMet()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("did not " + what + " but said:\n" + text());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
