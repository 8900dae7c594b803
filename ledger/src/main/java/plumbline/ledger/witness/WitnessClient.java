package plumbline.ledger.witness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import plumbline.ledger.ConsistencyProof;
import plumbline.ledger.NoteSignature;
import plumbline.ledger.Refusal;
import plumbline.ledger.SignedNote;
import plumbline.ledger.StrictText;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifiedSignature;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.log.LogReader;

/// Asks one witness to cosign a log's checkpoint, and believes only cosignatures that verify.
public final class WitnessClient {
    private static final int MAX_ANSWER_BYTES = 1 << 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final URI endpoint;
    private final List<VerifierKey> keys;
    private final Post post;
    private long witnessedSize;

    /// Brings a body to an address and the answer back; follows no redirect, and reads no endless answer.
    @FunctionalInterface
    public interface Post {
        Answer send(URI address, String body) throws IOException, InterruptedException;
    }

    /// What a witness answered.
    public record Answer(int status, String body) {}

    /// @param prefix the witness's submission prefix
    /// @param keys one or more keys of the witness
    /// @param http must not follow redirects
    public WitnessClient(URI prefix, List<VerifierKey> keys, HttpClient http) {
        this(prefix, keys, over(http));
    }

    /// As above, for a caller who has another way to send.
    public WitnessClient(URI prefix, List<VerifierKey> keys, Post post) {
        if (keys.isEmpty() || !keys.stream().allMatch(key -> key.type().cosigns())) {
            throw new IllegalArgumentException("a witness must have keys that can cosign, but has " + keys);
        }
        this.endpoint = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
        this.keys = List.copyOf(keys);
        this.post = post;
    }

    private static Post over(HttpClient http) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client must not follow redirects");
        }
        return (address, body) -> {
            var request = HttpRequest.newBuilder(address)
                    .timeout(TIMEOUT)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var answer = http.send(
                    request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES));
            return new Answer(answer.statusCode(), answer.body());
        };
    }

    /// Returns the checkpoint with this witness's cosignatures added, or throws a [VerificationException].
    public synchronized SignedNote cosign(LogReader log) throws InterruptedException {
        long size = log.checkpoint().size();
        Answer answer = submit(log, Math.min(witnessedSize, size));
        if (answer.status() == CONFLICT) {
            // The witness knows best where it stands: it tells, and one second attempt must fit.
            long told = StrictText.decimal(answer.body().strip(), Refusal.WITNESS_UNREACHABLE);
            if (told > size) {
                throw refused("it has seen the log with %d entries, this checkpoint has %d".formatted(told, size));
            }
            answer = submit(log, told);
        }
        if (answer.status() != OK) {
            throw refused("it answered %d %s".formatted(answer.status(), StrictText.excerpt(answer.body())));
        }
        SignedNote cosigned = accept(log.checkpoint().note(), answer.body());
        witnessedSize = size;
        return cosigned;
    }

    private SignedNote accept(SignedNote note, String lines) {
        List<NoteSignature> offered = lines.lines().map(NoteSignature::parse).toList();
        if (offered.isEmpty() || offered.size() > SignedNote.MAX_SIGNATURES) {
            throw refused("it answered with %d signatures".formatted(offered.size()));
        }
        SignedNote answer = new SignedNote(note.text(), offered);
        List<VerifierKey> verified =
                answer.verify(keys).stream().map(VerifiedSignature::key).toList();
        return note.with(offered.stream()
                .filter(signature -> verified.stream().anyMatch(key -> key.made(signature)))
                .toList());
    }

    private Answer submit(LogReader log, long oldSize) throws InterruptedException {
        ConsistencyProof proof = log.consistencyProof(oldSize);
        StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
        proof.hashes().forEach(hash -> body.append(hash.base64()).append('\n'));
        body.append('\n').append(log.checkpoint().note().render());
        try {
            return post.send(endpoint, body.toString());
        } catch (IOException e) {
            throw new VerificationException(
                    Refusal.WITNESS_UNREACHABLE,
                    "the witness %s cannot be reached: %s".formatted(name(), reason(e)),
                    e);
        }
    }

    /// In words: what the JDK throws for a refused connection and an unknown host says nothing.
    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof ConnectException) {
            Throwable first = e;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            return first instanceof UnresolvedAddressException
                    ? "its host name is unknown"
                    : "nothing accepts connections there";
        }
        return Objects.requireNonNullElse(e.getMessage(), "the connection broke");
    }

    private VerificationException refused(String why) {
        return new VerificationException(Refusal.WITNESS_REFUSED, "the witness %s refused: %s".formatted(name(), why));
    }

    private String name() {
        return keys.getFirst().name();
    }
}
