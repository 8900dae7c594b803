package plumbline.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server as its operator starts it: `plumbline up`, on a data folder of its own.
final class ServerProcess implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final Pattern LINK = Pattern.compile("(/welcome\\?token=\\S+)");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

    private final Process process;
    private final Path home;
    private final Path output;
    private final int port;
    private final double readySeconds;

    private ServerProcess(Process process, Path home, int port, double readySeconds) {
        this.process = process;
        this.home = home;
        this.output = output(home);
        this.port = port;
        this.readySeconds = readySeconds;
    }

    /// Starts it and waits until it says that it is ready.
    static ServerProcess start(Path launcher, Path home) throws IOException, InterruptedException {
        return start(launcher, home, Map.of());
    }

    /// As above, with further variables.
    static ServerProcess start(Path launcher, Path home, Map<String, String> variables)
            throws IOException, InterruptedException {
        int port = freePort();
        Path output = output(home);
        ProcessBuilder builder = new ProcessBuilder(launcher.toAbsolutePath().toString(), "up")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()));
        builder.environment().putAll(variables);
        builder.environment().put("PLUMBLINE_HOME", home.toString());
        builder.environment().put("PLUMBLINE_PORT", Integer.toString(port));
        long begun = System.nanoTime();
        Process process = builder.start();
        while (!ready(port)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE_NANOS) {
                process.destroy();
                throw new IllegalStateException("the server did not start: " + Files.readString(output));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new ServerProcess(process, home, port, (System.nanoTime() - begun) / 1e9);
    }

    private static Path output(Path home) {
        return home.resolve("bench-server.txt");
    }

    private static boolean ready(int port) {
        try (Visitor visitor = new Visitor(port)) {
            return visitor.get("/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /// From the launcher's start to the first answer of `/health/ready`.
    double readySeconds() {
        return readySeconds;
    }

    /// Where the first administrator makes his account.
    String firstLink() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            Matcher link = LINK.matcher(Files.readString(output));
            if (link.find()) {
                return link.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("the server printed no link for its first administrator");
    }

    /// The most memory that the server's JVM has held so far; its PostgreSQL is other processes.
    long peakBytes() {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return peak.find() ? Long.parseLong(peak.group(1)) * 1024 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of a process is read from Linux's /proc", e);
        }
    }

    /// Processor time that was spent so far.
    ///
    /// @param database of the PostgreSQL processes that run now
    /// @param readers of this process
    record Processor(double server, double database, double readers) {
        Processor since(Processor earlier) {
            return new Processor(server - earlier.server, database - earlier.database, readers - earlier.readers);
        }
    }

    Processor processor() throws IOException {
        Path pid = home.resolve("postgres/data/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
        double database = ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(ServerProcess::seconds)
                .sum();
        return new Processor(seconds(process.toHandle()), database, seconds(ProcessHandle.current()));
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server did not end within a minute of being asked to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
