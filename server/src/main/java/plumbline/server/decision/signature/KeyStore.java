package plumbline.server.decision.signature;

import static plumbline.schema.Tables.DECISION_KEY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// SQL of the public keys: the present one and those that signed before it.
final class KeyStore {

    /// A public key as PEM.
    record PublicKey(String id, String pem, Instant since) {}

    void keep(DSLContext transaction, SigningKey key, Instant now) {
        transaction
                .insertInto(DECISION_KEY)
                .set(DECISION_KEY.ID, key.id())
                .set(DECISION_KEY.PUBLIC_KEY, key.publicKey())
                .set(DECISION_KEY.SINCE, now)
                .onConflictDoNothing()
                .execute();
    }

    List<PublicKey> all(DSLContext database) {
        return database.selectFrom(DECISION_KEY)
                .orderBy(DECISION_KEY.SINCE.desc(), DECISION_KEY.ID)
                .fetch(row -> new PublicKey(row.getId(), SigningKey.pem(row.getPublicKey()), row.getSince()));
    }

    Optional<PublicKey> find(DSLContext database, String id) {
        return all(database).stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
