package plumbline.server.evidence.pack;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.ledger.SignedNote;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.log.LogReader;
import plumbline.ledger.pack.Commitment;
import plumbline.ledger.pack.PackDraft;
import plumbline.ledger.pack.PackSeal;
import plumbline.ledger.pack.Salt;
import plumbline.server.evidence.BodyException;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.PackTooLarge;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Format;

/// Makes one pack, step by step. Each step is kept, so that whoever takes the pack up again goes on from there: the
/// inputs are settled once, the log commits to the manifest once, and the file follows from these and the checkpoint.
final class PackMaker {
    private static final Logger log = LoggerFactory.getLogger(PackMaker.class);
    private static final long PAUSE_MILLIS = 200;
    private static final int PATIENCE = 600;

    private final Transactions transactions;
    private final Journal journal;
    private final Ledger ledger;
    private final BodyStore bodies;
    private final Parts parts;
    private final PackStore store = new PackStore();
    private final SecureRandom random = new SecureRandom();

    /// What the maker works with.
    record Parts(PackCollector collector, PackAssembly assembly, PackSettings settings, PackNews news) {}

    PackMaker(Transactions transactions, Journal journal, Ledger ledger, BodyStore bodies, Parts parts) {
        this.transactions = transactions;
        this.journal = journal;
        this.ledger = ledger;
        this.bodies = bodies;
        this.parts = parts;
    }

    /// Makes it, or says in it why there will be none.
    ///
    /// @throws PackStopped when the server ends meanwhile; then it stays unfinished
    void make(long number) {
        try {
            write(number);
        } catch (PackCancelled e) {
            log.info("{} was called off", LedgerItem.pack(number).id());
        } catch (PackTooLarge e) {
            fail(number, Objects.requireNonNull(e.getMessage()));
        } catch (BodyException e) {
            PackStopped.check();
            fail(number, tooLarge(e) ? tooLargeFile() : "It could not be made: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            if (e instanceof PackStopped stopped) {
                throw stopped;
            }
            PackStopped.check();
            log.error("{} could not be made", LedgerItem.pack(number).id(), e);
            fail(number, "It could not be made: " + e.getMessage());
        }
    }

    private static boolean tooLarge(BodyException e) {
        return e.reason() == BodyException.Reason.TOO_LARGE;
    }

    private String tooLargeFile() {
        return "The file would have more than " + Format.bytes(parts.settings().maxBytes())
                + " (PLUMBLINE_PACK_MAX_MB): choose a shorter window.";
    }

    private void fail(long number, String why) {
        var pack = find(number);
        try {
            transactions.run(tx -> {
                store.fail(tx, number, why, journal.now());
                var details = JsonObject.builder().put("reason", why).build();
                journal.append(tx, Actor.SYSTEM, "pack.failed", subject(pack), details);
                parts.news().failed(tx, pack, why);
            });
        } catch (PackCancelled e) {
            log.info("{} was called off before it failed: {}", pack.id(), why);
        }
    }

    private void write(long number) throws IOException {
        var pack = find(number);
        var known = store.progress(transactions.reading(), number);
        var inputs = known.inputs() == null ? settle(pack) : PackInputs.read(bodies.read(known.inputs()));
        var assembled = parts.assembly().assemble(inputs, PackCollector.selection(pack));
        var draft = PackDraft.of(assembled.contents());
        var sealed = store.seal(transactions.reading(), number);
        var seal = sealed.isPresent() ? sealed.get() : seal(number, draft);
        ledger.publisher().wake();
        var places = new HashMap<>(assembled.places());
        places.put(pack.id(), placeOf(number));
        var kept = known.checkpoint();
        var checkpoint = kept == null ? cover(number, places) : kept;
        var file = write(draft, seal, checkpoint, places);
        finish(pack, file, assembled.contents().evidence().size());
    }

    private PackInputs settle(Pack pack) {
        long number = pack.number();
        store.advance(transactions.reading(), number, PackState.COLLECTING);
        ledger.publisher().wake();
        var organisation = ledger.keys().getFirst().name();
        var collected = await(
                () -> transactions.get(tx -> {
                    store.readOneMoment(tx);
                    return parts.collector().collect(tx, pack, organisation, journal.now());
                }),
                "The ledger did not take in all that belongs to it within two minutes: look at its state on the"
                        + " page Evidence, then export again.");
        var kept = bodies.put(collected.inputs().bytes());
        store.settle(transactions.reading(), number, kept.digest(), collected.evidence(), collected.journal());
        return collected.inputs();
    }

    private PackStore.Seal seal(long number, PackDraft draft) {
        var salt = Salt.random(random);
        var commitment = new Commitment(
                LedgerItem.pack(number).id(),
                PackSeal.KIND,
                journal.now(),
                PackSeal.MEDIA_TYPE,
                salt.digest(draft.manifest()));
        var seal = new PackStore.Seal(commitment, salt);
        transactions.run(tx -> {
            store.advance(tx, number, PackState.SEALING);
            store.seal(tx, number, seal);
        });
        return seal;
    }

    private long placeOf(long number) {
        var item = LedgerItem.pack(number);
        return await(
                () -> Optional.ofNullable(ledger.indexes(transactions.reading(), item.kind(), List.of(number))
                        .get(item)),
                "The ledger gave the seal no place within two minutes: look at its state on the page Evidence,"
                        + " then export again.");
    }

    /// A checkpoint that covers the seal, and so all that was there before it; it stays the pack's own.
    private SignedNote cover(long number, Map<String, Long> places) {
        long place = Objects.requireNonNull(places.get(LedgerItem.pack(number).id()));
        var checkpoint = await(
                () -> ledger.reader().map(LogReader::checkpoint).filter(published -> published.size() > place),
                "The ledger published no checkpoint within two minutes: look at its state on the page Evidence,"
                        + " then export again.");
        store.cover(transactions.reading(), number, checkpoint.note());
        return checkpoint.note();
    }

    private BodyStore.Body write(
            PackDraft draft, PackStore.Seal seal, SignedNote checkpoint, Map<String, Long> places) {
        var proofs = ledger.proofs(checkpoint);
        var complete = new PackSeal(seal.commitment(), seal.salt(), checkpoint, item -> {
            PackStopped.check();
            return proofs.of(Objects.requireNonNull(places.get(item.id())));
        });
        return bodies.put(out -> draft.write(out, complete), parts.settings().maxBytes());
    }

    private void finish(Pack pack, BodyStore.Body file, long evidence) {
        transactions.run(tx -> {
            store.finish(tx, pack.number(), file.digest(), file.length(), journal.now());
            var details = JsonObject.builder()
                    .put("evidence", evidence)
                    .put("length", file.length())
                    .put("sha256", file.digest().sha256())
                    .build();
            journal.append(tx, pack.request().by(), "pack.exported", subject(pack), details);
            parts.news().ready(tx, pack);
        });
    }

    private Pack find(long number) {
        return store.find(transactions.reading(), Scope.EVERYWHERE, number).orElseThrow();
    }

    static Subject subject(Pack pack) {
        return new Subject("pack", pack.id(), pack.subject().serviceId());
    }

    private static <T> T await(Supplier<Optional<T>> source, String otherwise) {
        for (int tries = 0; tries < PATIENCE; tries++) {
            var found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            PackStopped.pause(PAUSE_MILLIS);
        }
        throw new IllegalStateException(otherwise);
    }
}
