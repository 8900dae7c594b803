package plumbline.server.evidence.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.ConsistencyProof;
import plumbline.ledger.Hash;
import plumbline.ledger.Refusal;
import plumbline.ledger.SignatureType;
import plumbline.ledger.SignedNote;
import plumbline.ledger.SignerKey;
import plumbline.ledger.VerificationException;

/// Somebody else's witness over HTTP: it remembers one checkpoint and cosigns only what grew out of
/// it. Whose log it is, its operator would have told it; this one takes the first that comes.
final class TestWitness implements AutoCloseable {
    private final SignerKey key =
            SignerKey.generate("witness.example/w1", SignatureType.ED25519_COSIGNATURE, new SecureRandom());
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private Checkpoint last;
    private volatile int misbehaves;

    TestWitness() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/w1/add-checkpoint", this::addCheckpoint);
        server.createContext("/elsewhere", exchange -> {
            asked.incrementAndGet();
            answer(exchange, 200, "");
        });
        server.start();
    }

    /// Its line in a policy file.
    String line() {
        return "witness theirs " + key.verifier() + " http://127.0.0.1:"
                + server.getAddress().getPort() + "/w1\n";
    }

    /// From now on it answers with this status; 302 leads to another path, which counts.
    void misbehave(int status) {
        misbehaves = status;
    }

    int askedElsewhere() {
        return asked.get();
    }

    private synchronized void addCheckpoint(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (misbehaves != 0) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, misbehaves, "not now");
            return;
        }
        int blank = body.indexOf("\n\n");
        var lines = body.substring(0, blank).lines().toList();
        long old = Long.parseLong(lines.getFirst().substring("old ".length()));
        var next = Checkpoint.parse(SignedNote.parse(body.substring(blank + 2)).text());
        long known = last == null ? 0 : last.size();
        if (old != known) {
            answer(exchange, 409, known + "\n");
            return;
        }
        try {
            if (last != null) {
                proof(old, next, lines).verify(last.root(), next.root());
            }
            last = next;
            answer(
                    exchange,
                    200,
                    key.sign(next.text(), Instant.parse("2026-11-23T10:00:01Z")).line() + "\n");
        } catch (VerificationException e) {
            answer(exchange, 422, e.getMessage());
        }
    }

    private static ConsistencyProof proof(long old, Checkpoint next, List<String> lines) {
        var hashes = lines.stream()
                .skip(1)
                .map(line -> Hash.fromBase64(line, Refusal.MALFORMED_PROOF))
                .toList();
        return new ConsistencyProof(old, next.size(), hashes);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
