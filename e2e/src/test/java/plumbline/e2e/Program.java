package plumbline.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One of our programs, run from its jars in a process of its own, as the launcher runs it.
///
/// @param output what it said, both streams
record Program(Process process, Path output) {
    /// Long enough for a busy machine; nothing is asserted about how long it takes.
    static final long PATIENCE_SECONDS = 240;

    static Program start(String module, List<String> words, Path folder, Map<String, String> environment)
            throws IOException {
        var target = Path.of(System.getProperty("plumbline.root"), module, "target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar(target, module) + ":" + target.resolve("lib") + "/*"));
        command.addAll(words);
        var output = Files.createTempFile(folder, module, ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
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
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!text().contains(words)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("did not say \"" + words + "\" but:\n" + text());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return text();
    }
}
