package plumbline.server.evidence.ledger;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.LogException;
import plumbline.ledger.log.LogReader;
import plumbline.ledger.witness.WitnessClient;
import plumbline.server.platform.outgoing.Body;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.platform.outgoing.OutgoingRequest;
import plumbline.server.platform.outgoing.Sent;

/// Asks the witnesses to cosign what is published, each in a thread of its own: publication never waits for them. Only
/// the process that publishes asks, only at the configured addresses, and no redirect is followed.
public final class WitnessRounds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WitnessRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final InstantSource clock;
    private final List<Asked> asked;
    private final List<Thread> threads = new ArrayList<>();

    /// One address, with the keys that answer there.
    private record Asked(List<Policy.Witness> keys, WitnessClient client) {}

    public WitnessRounds(Ledger ledger, Outgoing outgoing, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.asked = asked(ledger.witnesses().configured(), outgoing.toConfigured());
    }

    private static List<Asked> asked(List<Policy.Witness> witnesses, Outgoing outgoing) {
        var byAddress = new LinkedHashMap<URI, List<Policy.Witness>>();
        for (var witness : witnesses) {
            byAddress
                    .computeIfAbsent(WitnessSettings.address(witness), _ -> new ArrayList<>())
                    .add(witness);
        }
        return byAddress.entrySet().stream()
                .map(entry -> new Asked(
                        entry.getValue(),
                        new WitnessClient(
                                entry.getKey(),
                                entry.getValue().stream()
                                        .map(Policy.Witness::key)
                                        .toList(),
                                (address, body) -> post(outgoing, address, body))))
                .toList();
    }

    private static WitnessClient.Answer post(Outgoing outgoing, URI address, String body) throws IOException {
        return switch (outgoing.send(OutgoingRequest.post(address, "text/plain; charset=utf-8", Body.of(body)))) {
            case Sent.Answered answered ->
                new WitnessClient.Answer(answered.status(), answered.body().text());
            case Sent.Refused(var why) -> throw new IOException("its address " + why);
            case Sent.Failed failed -> throw new IOException(failed.why());
        };
    }

    /// Asks each witness once, if there is something new for it.
    void askAll() throws InterruptedException {
        for (var one : asked) {
            ask(one);
        }
    }

    /// Whether there was no trouble.
    private boolean ask(Asked one) throws InterruptedException {
        if (ledger.publisher().report().state() != LedgerStatus.State.PUBLISHING
                || ledger.reader().isEmpty()) {
            return true;
        }
        try {
            var reader = LogReader.open(ledger.folder(), Policy.ofLog(ledger.keys()));
            if (reader.checkpoint().size() > leastCosigned(one)) {
                var cosigned = one.client().cosign(reader);
                one.keys().stream()
                        .filter(witness -> cosigned.signatures().stream().anyMatch(witness.key()::made))
                        .forEach(witness -> ledger.witnesses().remember(witness, cosigned, now()));
            }
            return true;
        } catch (VerificationException | LogException e) {
            var why = String.valueOf(e.getMessage());
            log.warn("{} is asked again in a minute: {}", one.keys().getFirst().name(), why);
            one.keys().forEach(witness -> ledger.witnesses().remember(witness, why, now()));
            return false;
        }
    }

    private long leastCosigned(Asked one) {
        return ledger.witnesses().status().stream()
                .filter(status -> one.keys().stream().anyMatch(key -> key.name().equals(status.name())))
                .mapToLong(Witnesses.Status::size)
                .min()
                .orElse(0);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public synchronized void start() {
        for (var one : asked) {
            threads.add(Thread.ofVirtual().name("ledger-witness").start(() -> work(one)));
        }
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    private void work(Asked one) {
        try {
            while (true) {
                Thread.sleep(askOrSayWhyNot(one) ? PAUSE : AFTER_TROUBLE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean askOrSayWhyNot(Asked one) throws InterruptedException {
        try {
            return ask(one);
        } catch (DataAccessException e) {
            log.warn("witnesses are asked again in a minute", e);
            return false;
        }
    }
}
