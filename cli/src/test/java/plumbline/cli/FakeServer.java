package plumbline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// A server as the push protocol describes it, which can be told to misbehave. Each request is written down.
final class FakeServer implements AutoCloseable {
    static final String TOKEN = "token-of-a-test";

    final List<String> requests = new ArrayList<>();
    final Map<Integer, JsonObject> parts = new TreeMap<>();

    /// What to do instead of answering, once each: a status, or 0 to break the connection.
    final Deque<Integer> mishaps = new ArrayDeque<>();

    /// A part that the server has lost when it is asked to complete.
    int loses = -1;

    private final HttpServer server;
    private JsonObject header = JsonObject.builder().build();

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    JsonObject header() {
        return header;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{\"title\":\"no such token\"}");
            } else if (mishaps.isEmpty()) {
                answer(exchange, request, body);
            } else {
                misbehave(exchange, mishaps.poll());
            }
        }
    }

    private static void misbehave(HttpExchange exchange, int status) throws IOException {
        if (status > 0) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, status, "{\"title\":\"not now\",\"detail\":\"the disk is full\"}");
        }
    }

    private void answer(HttpExchange exchange, String request, byte[] body) throws IOException {
        if (request.equals("POST /api/v1/scans")) {
            JsonObject begun = JsonReader.readObject(body);
            boolean known = begun.equals(header);
            header = begun;
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (key == null || begun.string("digest").equals(key)) {
                throw new UncheckedIOException(new IOException("each run must have a key of its own"));
            }
            answer(exchange, known ? 200 : 201, state());
        } else if (request.startsWith("PUT /api/v1/scans/SCAN-1/parts/")) {
            parts.put(Integer.parseInt(request.substring(request.lastIndexOf('/') + 1)), JsonReader.readObject(body));
            answer(exchange, 204, "");
        } else if (request.equals("GET /api/v1/scans/SCAN-1")) {
            answer(exchange, 200, state());
        } else if (request.equals("POST /api/v1/scans/SCAN-1/complete")) {
            parts.remove(loses);
            loses = -1;
            boolean whole = parts.size() == header.integer("parts");
            answer(
                    exchange,
                    whole ? 200 : 409,
                    whole
                            ? "{\"opened\":3,\"stayed\":0,\"closed\":1,\"unknown\":2,\"url\":\"/findings?scan=SCAN-1\"}"
                            : "{\"title\":\"parts are missing\"}");
        } else {
            answer(exchange, 404, "{\"title\":\"not here\"}");
        }
    }

    private String state() {
        return "{\"id\":\"SCAN-1\",\"state\":\"open\",\"received\":" + parts.keySet() + "}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
