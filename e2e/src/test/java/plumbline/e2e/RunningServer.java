package plumbline.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server with a home of its own, as an operator would start it, and the PostgreSQL that it started.
record RunningServer(Path home, String url, Program program) {

    /// Starts it and waits until it is ready.
    static RunningServer start(Path home, String... options) throws IOException, InterruptedException {
        return ready(launch(home, options));
    }

    private static RunningServer ready(RunningServer server) throws IOException, InterruptedException {
        try {
            server.program.await("Plumbline is ready");
            return server;
        } catch (AssertionError | IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// As above, on this port and with further variables.
    static RunningServer start(Path home, int port, Map<String, String> variables)
            throws IOException, InterruptedException {
        return ready(launch(home, port, variables));
    }

    /// Starts it and does not wait.
    static RunningServer launch(Path home, String... options) throws IOException {
        return launch(home, freePort(), Map.of(), options);
    }

    private static RunningServer launch(Path home, int port, Map<String, String> variables, String... options)
            throws IOException {
        var environment = new HashMap<>(variables);
        environment.put("PLUMBLINE_HOME", home.toString());
        environment.put("PLUMBLINE_PORT", Integer.toString(port));
        var program = Program.server(
                home.getParent(),
                environment,
                Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));
        return new RunningServer(home, "http://localhost:" + port, program);
    }

    /// The one-time link that it printed, with this path.
    String link(String path) throws IOException, InterruptedException {
        var link = Pattern.compile("\\S+" + path + "\\?token=\\S+(?=\\n)");
        program.await(
                "print a link to " + path, () -> link.matcher(program.text()).find());
        return link.matcher(program.text()).results().findFirst().orElseThrow().group();
    }

    /// Asks it to end as an init system would, and waits.
    int terminate() throws IOException, InterruptedException {
        program.process().destroy();
        return program.exitCode();
    }

    /// Takes it away as an out-of-memory killer would.
    void kill() throws IOException, InterruptedException {
        program.process().destroyForcibly();
        program.exitCode();
    }

    /// Whether something listens at its address.
    boolean answers() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), URI.create(url).getPort()));
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /// The PostgreSQL that work on its data.
    List<ProcessHandle> databases() {
        var data = home.resolve("postgres").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(data))
                .toList();
    }

    /// Leaves nothing running, whatever happened.
    void close() throws InterruptedException {
        program.process().destroy();
        if (!program.process().waitFor(60, TimeUnit.SECONDS)) {
            program.process().destroyForcibly();
        }
        databases().forEach(ProcessHandle::destroy);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
