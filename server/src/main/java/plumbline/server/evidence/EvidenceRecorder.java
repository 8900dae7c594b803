package plumbline.server.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.catalog.EvidenceKind;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.pack.Salt;
import plumbline.ledger.pack.SaltedDigest;
import plumbline.server.evidence.Recorded.Accepted;
import plumbline.server.evidence.Recorded.Duplicate;
import plumbline.server.evidence.Recorded.Receipt;
import plumbline.server.evidence.Recorded.Refused;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;

/// Records evidence inside the transaction of whoever has it; the ledger follows by itself.
public final class EvidenceRecorder {
    private final Catalog catalog;
    private final BodyStore bodies;
    private final EvidenceStore store;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();

    EvidenceRecorder(Catalog catalog, BodyStore bodies, EvidenceStore store, Journal journal) {
        this.catalog = catalog;
        this.bodies = bodies;
        this.store = store;
        this.journal = journal;
    }

    /// Records it, unless it cannot be true or is known already.
    public Recorded record(DSLContext transaction, NewEvidence evidence) {
        Instant now = journal.now();
        var refusal = refusal(transaction, evidence, now);
        if (refusal != null) {
            return new Refused(refusal);
        }
        var salt = Salt.random(random);
        var commitment = commit(evidence.body(), salt);
        var inserted = store.insert(
                transaction, evidence, now, freshUntil(evidence), new EvidenceStore.Committed(salt, commitment));
        if (inserted.isEmpty()) {
            return new Duplicate(store.same(transaction, evidence));
        }
        var receipt = new Receipt(inserted.get(), now);
        journal.append(
                transaction,
                evidence.actor(),
                "evidence.recorded",
                new Subject("evidence", receipt.id().toString(), evidence.serviceId()),
                details(evidence, commitment.length()));
        return new Accepted(receipt);
    }

    /// How long its kind lets a record speak for the present, from the last moment that it was true.
    private Instant freshUntil(NewEvidence evidence) {
        return catalog.evidenceKinds().stream()
                .filter(kind -> kind.id().equals(evidence.kind()))
                .findFirst()
                .map(kind -> evidence.valid().to().plus(kind.freshness()))
                .orElseThrow();
    }

    /// The first of these controls that the catalogue does not have: evidence of it is refused.
    public Optional<ControlRef> unknown(Collection<ControlRef> controls) {
        return controls.stream()
                .filter(control -> catalog.find(control).isEmpty())
                .findFirst();
    }

    private @Nullable String refusal(DSLContext transaction, NewEvidence evidence, Instant now) {
        if (catalog.evidenceKinds().stream().map(EvidenceKind::id).noneMatch(evidence.kind()::equals)) {
            return "The catalogue has no evidence kind " + evidence.kind() + ".";
        }
        var unknown = unknown(evidence.controls());
        if (unknown.isPresent()) {
            return "The catalogue has no control " + unknown.get() + ".";
        }
        if (evidence.valid().from().isAfter(now)) {
            return "It would be true only from " + evidence.valid().from() + " on, and it is " + now + ".";
        }
        var former = evidence.supersedes();
        if (former == null) {
            return null;
        }
        var corrected = store.find(transaction, former);
        if (corrected.isEmpty()) {
            return "There is no " + former + " to correct.";
        }
        var by = corrected.get().supersededBy();
        return by == null ? null : former + " has been corrected by " + by + " already: correct that one.";
    }

    private SaltedDigest commit(ContentDigest body, Salt salt) {
        try (InputStream content = bodies.open(body)) {
            return salt.digest(content);
        } catch (IOException e) {
            throw new BodyException(BodyException.Reason.UNREADABLE, "the body " + body + " cannot be read", e);
        }
    }

    private static JsonObject details(NewEvidence evidence, long length) {
        var details = JsonObject.builder()
                .put(
                        "controls",
                        evidence.controls().stream().map(ControlRef::toString).toList())
                .put("digest", evidence.body().sha256())
                .put("kind", evidence.kind())
                .put("length", length)
                .put("mediaType", evidence.mediaType())
                .put(
                        "source",
                        evidence.source().word() + ":" + evidence.source().reference())
                .put("title", evidence.title())
                .put("validFrom", evidence.valid().from().toString())
                .put("validTo", evidence.valid().to().toString());
        var former = evidence.supersedes();
        if (former != null) {
            details.put("supersedes", former.toString());
        }
        return details.build();
    }
}
