package plumbline.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import plumbline.ledger.Sha256;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import tools.jackson.databind.json.JsonMapper;

/// Lets a caller repeat a POST: the same `Idempotency-Key` with the same body gets the first answer again, and the work
/// is done once. The answer is kept for a day, in the transaction that did the work.
public final class Idempotency {
    static final Duration KEPT = Duration.ofHours(24);
    private static final Pattern FORM = Pattern.compile("[!-~]{1,100}");

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

    /// What was done, and what to answer.
    ///
    /// @param location where it is found, or null
    /// @param etag the version of what the body shows, or null
    /// @param kept what a repeated request gets as the body: the same, but for secrets, which are shown once
    public record Done<T>(
            int status, @Nullable String location, @Nullable String etag, T body, T kept) {

        public static <T> Done<T> ok(T body) {
            return new Done<>(200, null, null, body, body);
        }

        public static <T> Done<T> created(String location, T body) {
            return new Done<>(201, location, null, body, body);
        }

        public Done<T> version(long version) {
            return new Done<>(status, location, ETag.of(version), body, kept);
        }

        /// With another body for repeated requests, so that no secret is kept.
        public Done<T> keeping(T other) {
            return new Done<>(status, location, etag, body, other);
        }
    }

    /// Does the work, or answers as the first time.
    ///
    /// @param type of the body
    /// @throws ProblemException 422 when the key was used for something else
    public <T> ResponseEntity<T> once(Asked asked, Class<T> type, Function<DSLContext, Done<T>> work) {
        var key = asked.key();
        if (key == null) {
            return answer(transactions.get(work));
        }
        if (!FORM.matcher(key).matches()) {
            throw Problem.of(ProblemType.INVALID, "Idempotency-Key must be 1 to 100 visible ASCII characters.")
                    .exception();
        }
        var fingerprint = fingerprint(asked);
        return answer(transactions.get(tx -> {
            // Others with the same key wait here until this transaction ends.
            store.claim(tx, asked, key, fingerprint, journal.now());
            var before = store.find(tx, asked, key);
            if (!before.fingerprint().equals(fingerprint)) {
                throw Problem.of(ProblemType.INVALID, "This Idempotency-Key was used for another request.")
                        .exception();
            }
            return before.status() == null
                    ? keep(tx, asked, key, work.apply(tx))
                    : before.done(json.readValue(before.body(), type));
        }));
    }

    private <T> Done<T> keep(DSLContext transaction, Asked asked, String key, Done<T> done) {
        store.keep(transaction, asked, key, done, json.writeValueAsString(done.kept()));
        return done;
    }

    private String fingerprint(Asked asked) {
        var digest = Sha256.digest();
        digest.update(asked.operation().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(asked.body())));
    }

    private static <T> ResponseEntity<T> answer(Done<T> done) {
        var answer = ResponseEntity.status(done.status());
        if (done.etag() != null) {
            answer.eTag(done.etag());
        }
        if (done.location() != null) {
            answer.header("Location", done.location());
        }
        return answer.body(done.body());
    }
}
