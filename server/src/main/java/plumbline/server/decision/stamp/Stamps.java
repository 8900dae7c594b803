package plumbline.server.decision.stamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Sha256;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Body;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.platform.outgoing.OutgoingRequest;
import plumbline.server.platform.outgoing.Sent;

/// Time stamps of votes: wanted in the vote's transaction where an authority is named, fetched afterwards.
public final class Stamps {
    /// The recurring job that calls [#round].
    public static final String JOB = "decision-stamps";

    private static final int AT_ONCE = 50;
    private static final int NONCE_BITS = 63;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final @Nullable StampSettings settings;
    private final Transactions transactions;
    private final Outgoing outgoing;
    private final BiConsumer<DSLContext, String> soon;
    private final StampStore store = new StampStore();
    private final SecureRandom random = new SecureRandom();

    /// @param settings null when no authority is named
    /// @param soon lets a job run as soon as the transaction is through
    public Stamps(
            @Nullable StampSettings settings,
            Transactions transactions,
            Outgoing outgoing,
            BiConsumer<DSLContext, String> soon) {
        this.settings = settings;
        this.transactions = transactions;
        this.outgoing = outgoing.toConfigured();
        this.soon = soon;
    }

    /// Asks for a stamp over a signature, as soon as the transaction is through.
    public void want(DSLContext transaction, long vote, byte[] signature, Instant now) {
        if (settings != null) {
            store.want(transaction, vote, Sha256.of(signature), now);
            soon.accept(transaction, JOB);
        }
    }

    /// The stamps of votes, had or wanted; none for votes of a time without an authority.
    public Map<Long, Stamp> of(Collection<Long> votes) {
        return votes.isEmpty() ? Map.of() : store.of(transactions.reading(), Set.copyOf(votes));
    }

    /// The authority's reply, byte by byte.
    public Optional<byte[]> reply(long vote) {
        return store.reply(transactions.reading(), vote);
    }

    /// Fetches what is wanted at this time and says how many were tried.
    public int round(Instant now) {
        var authority = settings;
        if (authority == null) {
            return 0;
        }
        var wanted = store.wanted(transactions.reading(), now, AT_ONCE);
        for (var one : wanted) {
            fetch(authority, one, now);
        }
        return wanted.size();
    }

    private void fetch(StampSettings authority, StampStore.Wanted wanted, Instant now) {
        try {
            var request =
                    StampReply.request(HexFormat.of().parseHex(wanted.digest()), new BigInteger(NONCE_BITS, random));
            var reply = ask(authority, request.getEncoded());
            var verified = StampReply.verified(request, reply, authority.anchors());
            transactions.run(tx -> store.keep(tx, wanted.vote(), reply, verified));
        } catch (StampException | IOException e) {
            var next = now.plus(pause(wanted.attempts()));
            var trouble = Objects.requireNonNullElse(e.getMessage(), "it failed");
            transactions.run(tx -> store.postpone(tx, wanted.vote(), trouble, next));
        }
    }

    private byte[] ask(StampSettings authority, byte[] request) {
        var sent = outgoing.send(
                OutgoingRequest.post(authority.address(), "application/timestamp-query", Body.of(request)));
        return switch (sent) {
            case Sent.Answered answered
            when answered.accepted() && !answered.cut() -> answered.body().bytes();
            case Sent.Answered answered -> throw new StampException("the authority answers " + answered.status());
            case Sent.Refused(var why) -> throw new StampException("the authority's address " + why);
            case Sent.Failed failed -> throw new StampException(failed.why());
        };
    }

    /// Doubles from a minute to some hours.
    static Duration pause(int attempts) {
        var pause = Duration.ofMinutes(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
