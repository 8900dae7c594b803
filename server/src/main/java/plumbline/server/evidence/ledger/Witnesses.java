package plumbline.server.evidence.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.NoteSignature;
import plumbline.ledger.Policy;
import plumbline.ledger.SignedNote;
import plumbline.server.platform.Transactions;

/// What the configured witnesses have cosigned. Reads the database, so any process can answer; without witnesses it
/// asks nothing.
public final class Witnesses {
    private final Transactions transactions;
    private final WitnessStore store = new WitnessStore();
    private final List<Policy.Witness> configured;

    Witnesses(Transactions transactions, List<Policy.Witness> configured) {
        this.transactions = transactions;
        this.configured = List.copyOf(configured);
    }

    /// How a witness is doing.
    ///
    /// @param size leaves that it has cosigned, 0 before the first time
    /// @param trouble why it could not be had the last time, empty when it could
    public record Status(
            String name,
            String address,
            long size,
            @Nullable Instant cosignedAt,
            String trouble) {}

    List<Policy.Witness> configured() {
        return configured;
    }

    public List<Status> status() {
        var known = known();
        return configured.stream()
                .map(witness -> known.stream()
                        .filter(row -> row.witness().equals(witness.name()))
                        .findFirst()
                        .map(row -> new Status(
                                witness.name(), address(witness), row.size(), row.cosignedAt(), row.trouble()))
                        .orElseGet(() -> new Status(witness.name(), address(witness), 0, null, "")))
                .toList();
    }

    /// The note with the cosignatures that stand for exactly its text.
    SignedNote added(SignedNote note) {
        return note.with(cosignatures(kept -> kept.text().equals(note.text())));
    }

    /// The newest checkpoint that a witness has cosigned, with the signatures of all who did.
    Optional<SignedNote> newest() {
        return notes().stream()
                .max(Comparator.comparingLong(
                        note -> Checkpoint.parse(note.text()).size()))
                .map(this::added);
    }

    private List<NoteSignature> cosignatures(Predicate<SignedNote> which) {
        var found = new ArrayList<NoteSignature>();
        for (var note : notes()) {
            if (which.test(note)) {
                note.signatures().stream().filter(this::isByWitness).forEach(found::add);
            }
        }
        return found;
    }

    private boolean isByWitness(NoteSignature signature) {
        return configured.stream().anyMatch(witness -> witness.key().made(signature));
    }

    private List<SignedNote> notes() {
        return known().stream()
                .flatMap(row -> Optional.ofNullable(row.note()).stream())
                .map(SignedNote::parse)
                .filter(note -> note.signatures().stream().anyMatch(this::isByWitness))
                .toList();
    }

    private List<WitnessStore.Known> known() {
        return configured.isEmpty() ? List.of() : store.all(transactions.reading());
    }

    /// Keeps what a witness cosigned.
    void remember(Policy.Witness witness, SignedNote cosigned, Instant at) {
        var size = Checkpoint.parse(cosigned.text()).size();
        var known = new WitnessStore.Known(witness.name(), size, cosigned.render(), at, at, "");
        transactions.run(tx -> store.cosigned(tx, known));
    }

    void remember(Policy.Witness witness, String trouble, Instant at) {
        transactions.run(tx -> store.troubled(tx, witness.name(), trouble, at));
    }

    private static String address(Policy.Witness witness) {
        return witness.url().orElse("");
    }
}
