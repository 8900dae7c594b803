package plumbline.bench.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.bench.BenchOptions;
import plumbline.bench.Measures;

/// What every benchmark of a server process is told.
///
/// @param launcher the script that starts a server
/// @param keep the data folder to be kept, or empty for one that goes with the benchmark
record ServerOptions(Path launcher, long seed, Measures measures, String keep) {

    /// @param bench its name, for its report
    static ServerOptions of(String bench, BenchOptions options, PrintStream out) {
        Path launcher = Path.of(options.text("--launcher", "./plumbline"));
        if (!Files.isExecutable(launcher)) {
            throw new IllegalArgumentException("--launcher must be the plumbline launcher, but is " + launcher);
        }
        long seed = options.number("--seed", 27017);
        return new ServerOptions(
                launcher, seed, new Measures(bench, seed, options.json(), out), options.text("--home", ""));
    }

    /// The server's data folder.
    Path home(Path workspace) throws IOException {
        return Files.createDirectories(keep.isEmpty() ? workspace.resolve("home") : Path.of(keep))
                .toAbsolutePath();
    }
}
