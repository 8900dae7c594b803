package plumbline.server.identity.passkey;

import static plumbline.schema.Tables.PASSKEY;
import static plumbline.schema.Tables.PASSKEY_CHALLENGE;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// All SQL about passkeys and their challenges.
final class PasskeyStore {

    /// What is needed to check a signature.
    ///
    /// @param credential id, key and make of the device, as it sent them
    record Credential(long id, long accountId, Bytes credential, Bytes userHandle, long signCount, boolean backedUp) {}

    /// A passkey to be kept.
    record NewPasskey(
            Bytes credentialId,
            Bytes credential,
            Bytes userHandle,
            long signCount,
            Set<String> transports,
            boolean backedUp,
            String name) {}

    /// What a device has to sign.
    ///
    /// @param accountId who asked for a new key, or null for somebody who wants to sign in
    /// @param userHandle by which the device shall file the new key
    record Challenge(
            Bytes hash, @Nullable Long accountId, @Nullable Bytes userHandle) {}

    void insertChallenge(DSLContext database, Challenge challenge, Instant expiresAt) {
        database.insertInto(PASSKEY_CHALLENGE)
                .set(PASSKEY_CHALLENGE.HASH, challenge.hash().value())
                .set(PASSKEY_CHALLENGE.ACCOUNT_ID, challenge.accountId())
                .set(
                        PASSKEY_CHALLENGE.USER_HANDLE,
                        challenge.userHandle() == null
                                ? null
                                : challenge.userHandle().value())
                .set(PASSKEY_CHALLENGE.EXPIRES_AT, expiresAt)
                .execute();
    }

    /// Uses a challenge up. Of two at the same moment, one gets it.
    Optional<Challenge> useChallenge(DSLContext database, Bytes hash, Instant now) {
        return database.deleteFrom(PASSKEY_CHALLENGE)
                .where(PASSKEY_CHALLENGE.HASH.eq(hash.value()).and(PASSKEY_CHALLENGE.EXPIRES_AT.gt(now)))
                .returningResult(PASSKEY_CHALLENGE.ACCOUNT_ID, PASSKEY_CHALLENGE.USER_HANDLE)
                .fetchOptional(
                        row -> new Challenge(hash, row.value1(), row.value2() == null ? null : Bytes.of(row.value2())));
    }

    static int deleteExpired(DSLContext transaction, Instant now) {
        return transaction
                .deleteFrom(PASSKEY_CHALLENGE)
                .where(PASSKEY_CHALLENGE.EXPIRES_AT.le(now))
                .execute();
    }

    Optional<Bytes> userHandle(DSLContext database, long accountId) {
        return database.select(PASSKEY.USER_HANDLE)
                .from(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId))
                .limit(1)
                .fetchOptional(row -> Bytes.of(row.value1()));
    }

    List<Bytes> credentialIds(DSLContext database, long accountId) {
        return database.select(PASSKEY.CREDENTIAL_ID)
                .from(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId))
                .orderBy(PASSKEY.ID)
                .fetch(row -> Bytes.of(row.value1()));
    }

    List<Passkey> of(DSLContext database, long accountId) {
        return database.selectFrom(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId))
                .orderBy(PASSKEY.ID)
                .fetch(PasskeyStore::read);
    }

    Optional<Passkey> find(DSLContext database, long accountId, long id) {
        return database.selectFrom(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId).and(PASSKEY.ID.eq(id)))
                .fetchOptional(PasskeyStore::read);
    }

    /// Keeps a passkey; none when its credential is known already, whose ever it is.
    Optional<Long> insert(DSLContext transaction, long accountId, NewPasskey passkey, Instant now) {
        return transaction
                .insertInto(PASSKEY)
                .set(PASSKEY.ACCOUNT_ID, accountId)
                .set(PASSKEY.CREDENTIAL_ID, passkey.credentialId().value())
                .set(PASSKEY.CREDENTIAL, passkey.credential().value())
                .set(PASSKEY.USER_HANDLE, passkey.userHandle().value())
                .set(PASSKEY.SIGN_COUNT, passkey.signCount())
                .set(PASSKEY.TRANSPORTS, passkey.transports().toArray(String[]::new))
                .set(PASSKEY.BACKED_UP, passkey.backedUp())
                .set(PASSKEY.NAME, passkey.name())
                .set(PASSKEY.CREATED_AT, now)
                .onConflict(PASSKEY.CREDENTIAL_ID)
                .doNothing()
                .returningResult(PASSKEY.ID)
                .fetchOptional(PASSKEY.ID);
    }

    /// The credential, kept from others until the transaction ends: two signatures with one count are one too many.
    Optional<Credential> lock(DSLContext transaction, Bytes credentialId) {
        return transaction
                .selectFrom(PASSKEY)
                .where(PASSKEY.CREDENTIAL_ID.eq(credentialId.value()))
                .forUpdate()
                .fetchOptional(row -> new Credential(
                        row.getId(),
                        row.getAccountId(),
                        Bytes.of(row.getCredential()),
                        Bytes.of(row.getUserHandle()),
                        row.getSignCount(),
                        row.getBackedUp()));
    }

    void used(DSLContext transaction, Credential credential, Instant now) {
        transaction
                .update(PASSKEY)
                .set(PASSKEY.SIGN_COUNT, credential.signCount())
                .set(PASSKEY.BACKED_UP, credential.backedUp())
                .set(PASSKEY.USED_AT, now)
                .where(PASSKEY.ID.eq(credential.id()))
                .execute();
    }

    void rename(DSLContext transaction, long id, String name) {
        transaction
                .update(PASSKEY)
                .set(PASSKEY.NAME, name)
                .where(PASSKEY.ID.eq(id))
                .execute();
    }

    /// The ids of somebody's passkeys, kept from change until the transaction ends.
    List<Long> lockAll(DSLContext transaction, long accountId) {
        return transaction
                .select(PASSKEY.ID)
                .from(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId))
                .orderBy(PASSKEY.ID)
                .forUpdate()
                .fetch(PASSKEY.ID);
    }

    void delete(DSLContext transaction, long id) {
        transaction.deleteFrom(PASSKEY).where(PASSKEY.ID.eq(id)).execute();
    }

    int deleteAll(DSLContext transaction, long accountId) {
        return transaction
                .deleteFrom(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(accountId))
                .execute();
    }

    private static Passkey read(Record row) {
        return new Passkey(
                row.get(PASSKEY.ID),
                row.get(PASSKEY.NAME),
                row.get(PASSKEY.CREATED_AT),
                row.get(PASSKEY.USED_AT),
                row.get(PASSKEY.BACKED_UP),
                Arrays.asList(row.get(PASSKEY.TRANSPORTS)));
    }
}
