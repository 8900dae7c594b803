package plumbline.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.ConsistencyProof;
import plumbline.ledger.Hash;
import plumbline.ledger.Policy;
import plumbline.ledger.Refusal;
import plumbline.ledger.SignatureType;
import plumbline.ledger.SignerKey;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifierKey;

/// A witness that keeps to the protocol: it remembers one checkpoint, checks and replaces it under a lock.
final class FakeWitness implements AutoCloseable {
    static final Instant TIME = Instant.parse("2026-03-01T12:00:01Z");

    private final List<SignerKey> keys = Stream.of(SignatureType.ED25519_COSIGNATURE, SignatureType.ML_DSA_44)
            .map(type -> SignerKey.generate("witness.example/w1", type, new SecureRandom()))
            .toList();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;
    private final Policy log;
    private Checkpoint last;

    FakeWitness(Policy log, String origin) throws IOException {
        this.log = log;
        this.last = new Checkpoint(origin, 0, Hash.EMPTY_TREE);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/w1/add-checkpoint", this::addCheckpoint);
        server.start();
    }

    URI prefix() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/w1/");
    }

    List<VerifierKey> verifiers() {
        return keys.stream().map(SignerKey::verifier).toList();
    }

    int requests() {
        return requests.get();
    }

    private synchronized void addCheckpoint(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int blank = body.indexOf("\n\n");
        List<String> lines = body.substring(0, blank).lines().toList();
        long old = Long.parseLong(lines.getFirst().substring("old ".length()));
        try {
            Checkpoint next = log.verify(body.substring(blank + 2).getBytes(StandardCharsets.UTF_8))
                    .checkpoint();
            if (old != last.size() || (next.size() == old && !next.root().equals(last.root()))) {
                answer(exchange, 409, last.size() + "\n");
                return;
            }
            List<Hash> hashes = lines.stream()
                    .skip(1)
                    .map(line -> Hash.fromBase64(line, Refusal.MALFORMED_PROOF))
                    .toList();
            new ConsistencyProof(old, next.size(), hashes).verify(last.root(), next.root());
            last = next;
            StringBuilder cosignatures = new StringBuilder();
            keys.forEach(key ->
                    cosignatures.append(key.sign(next.text(), TIME).line()).append('\n'));
            answer(exchange, 200, cosignatures.toString());
        } catch (VerificationException e) {
            answer(exchange, e.refusal() == Refusal.NO_KNOWN_SIGNATURE ? 403 : 422, e.getMessage());
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
