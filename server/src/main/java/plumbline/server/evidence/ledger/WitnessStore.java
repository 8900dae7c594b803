package plumbline.server.evidence.ledger;

import static plumbline.schema.Tables.LEDGER_COSIGNATURE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL about cosignatures.
final class WitnessStore {

    /// What is known of a witness.
    ///
    /// @param note the checkpoint that it last cosigned, with its signature and the log's; null before the first
    /// @param trouble why the last attempt failed, empty when it did not
    record Known(
            String witness,
            long size,
            @Nullable String note,
            @Nullable Instant cosignedAt,
            Instant askedAt,
            String trouble) {}

    List<Known> all(DSLContext database) {
        return database.selectFrom(LEDGER_COSIGNATURE)
                .orderBy(LEDGER_COSIGNATURE.WITNESS)
                .fetch(row -> new Known(
                        row.getWitness(),
                        row.getSize(),
                        row.getNote(),
                        row.getCosignedAt(),
                        row.getAskedAt(),
                        row.getTrouble()));
    }

    void cosigned(DSLContext transaction, Known known) {
        transaction
                .insertInto(LEDGER_COSIGNATURE)
                .set(LEDGER_COSIGNATURE.WITNESS, known.witness())
                .set(LEDGER_COSIGNATURE.SIZE, known.size())
                .set(LEDGER_COSIGNATURE.NOTE, known.note())
                .set(LEDGER_COSIGNATURE.COSIGNED_AT, known.cosignedAt())
                .set(LEDGER_COSIGNATURE.ASKED_AT, known.askedAt())
                .set(LEDGER_COSIGNATURE.TROUBLE, known.trouble())
                .onConflict(LEDGER_COSIGNATURE.WITNESS)
                .doUpdate()
                .set(LEDGER_COSIGNATURE.SIZE, known.size())
                .set(LEDGER_COSIGNATURE.NOTE, known.note())
                .set(LEDGER_COSIGNATURE.COSIGNED_AT, known.cosignedAt())
                .set(LEDGER_COSIGNATURE.ASKED_AT, known.askedAt())
                .set(LEDGER_COSIGNATURE.TROUBLE, known.trouble())
                .where(LEDGER_COSIGNATURE.SIZE.le(known.size()))
                .execute();
    }

    void troubled(DSLContext transaction, String witness, String trouble, Instant at) {
        transaction
                .insertInto(LEDGER_COSIGNATURE)
                .set(LEDGER_COSIGNATURE.WITNESS, witness)
                .set(LEDGER_COSIGNATURE.ASKED_AT, at)
                .set(LEDGER_COSIGNATURE.TROUBLE, trouble)
                .onConflict(LEDGER_COSIGNATURE.WITNESS)
                .doUpdate()
                .set(LEDGER_COSIGNATURE.ASKED_AT, at)
                .set(LEDGER_COSIGNATURE.TROUBLE, trouble)
                .execute();
    }
}
