package plumbline.server.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import tools.jackson.databind.json.JsonMapper;

/// Lets a caller repeat a POST: the same `Idempotency-Key` with the same body gets the first answer again, and the work
/// is done once. The answer is kept for a day, in the transaction that did the work.
public final class Idempotency {
    static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 100;

    private final Transactions transactions;
    private final IdempotencyStore store;
    private final Journal journal;
    private final JsonMapper json;

    Idempotency(Transactions transactions, Journal journal, JsonMapper json) {
        this.transactions = transactions;
        this.store = new IdempotencyStore();
        this.journal = journal;
        this.json = json;
    }

    /// A request that may come again.
    ///
    /// @param caller stable id of whoever asks, for keys of others are not known
    /// @param key the header `Idempotency-Key`, or null when the caller sent none
    /// @param operation what is asked for, for example `POST /api/v1/services`
    /// @param body what was sent
    public record Asked(String caller, @Nullable String key, String operation, Object body) {}

    /// What was done: status, where it is found, and the body of the answer.
    public record Done(int status, @Nullable String location, Object body) {}

    /// Does the work, or answers as the first time.
    ///
    /// @throws ProblemException 422 when the key was used for something else
    public ResponseEntity<Object> once(Asked asked, Function<DSLContext, Done> work) {
        var key = asked.key();
        if (key == null) {
            return answer(transactions.get(work));
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.of(ProblemType.INVALID, "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.")
                    .exception();
        }
        var fingerprint = fingerprint(asked);
        return answer(transactions.get(tx -> {
            // Others with the same key wait here until this transaction ends.
            store.claim(tx, asked.caller(), key, fingerprint, journal.now());
            var before = store.find(tx, asked.caller(), key);
            if (!before.fingerprint().equals(fingerprint)) {
                throw Problem.of(ProblemType.INVALID, "This Idempotency-Key was used for another request.")
                        .exception();
            }
            if (before.status() != null) {
                return new Done(before.status(), before.location(), json.readTree(before.body()));
            }
            var done = work.apply(tx);
            store.keep(tx, asked, done, json.writeValueAsString(done.body()));
            return done;
        }));
    }

    private String fingerprint(Asked asked) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(asked.operation().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(asked.body())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ResponseEntity<Object> answer(Done done) {
        var answer = ResponseEntity.status(done.status());
        if (done.location() != null) {
            answer.header("Location", done.location());
        }
        return answer.body(done.body());
    }
}
