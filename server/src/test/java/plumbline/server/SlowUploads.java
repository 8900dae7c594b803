package plumbline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Files that are announced, and of which nothing but the first bytes is ever sent.
public final class SlowUploads implements AutoCloseable {
    private final URI server;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<CompletableFuture<String>> answers = new ArrayList<>();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    public SlowUploads(String url) {
        server = URI.create(url);
    }

    /// Begins one.
    ///
    /// @param header says who sends it
    public void begin(String path, String header) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        sockets.add(socket);
        var head = String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                header,
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Length: 30000000",
                "",
                "--x");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        answers.add(CompletableFuture.supplyAsync(() -> statusLine(socket), readers));
    }

    /// How many of them were answered so, although they are not complete.
    public long answered(int status) {
        return answers.stream()
                .filter(answer -> answer.getNow("").startsWith("HTTP/1.1 " + status))
                .count();
    }

    private static String statusLine(Socket socket) {
        try {
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /// Breaks them all off.
    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        readers.close();
    }
}
