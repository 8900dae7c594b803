package plumbline.server.identity.passkey;

import com.webauthn4j.data.client.challenge.DefaultChallenge;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Sha256;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Secrets;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// The passkeys of people: added, named, removed, and used to sign in.
public final class Passkeys {
    /// How long a device has to answer.
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST = 20;

    private final Transactions transactions;
    private final PasskeyStore store;
    private final Accounts accounts;
    private final PasskeySite site;
    private final Journal journal;
    private final Ceremony ceremony;

    Passkeys(Transactions transactions, PasskeyStore store, Accounts accounts, PasskeySite site, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.accounts = accounts;
        this.site = site;
        this.journal = journal;
        this.ceremony = new Ceremony(site);
    }

    /// What a device needs to make a key.
    ///
    /// @param exclude credentials that the person has already
    record Invitation(Bytes challenge, Bytes userHandle, List<Bytes> exclude) {
        Invitation {
            exclude = List.copyOf(exclude);
        }
    }

    /// What came of adding a passkey.
    sealed interface Added {
        record Done(Passkey passkey) implements Added {}

        record Refused(String reason) implements Added {}
    }

    /// What came of removing a passkey.
    sealed interface Removed {
        record Done() implements Removed {}

        record NotFound() implements Removed {}

        /// Without it nothing would let the person in.
        record LastWayIn() implements Removed {}
    }

    /// Whether browsers offer passkeys at the address of this server.
    public boolean usable() {
        return site.usable();
    }

    PasskeySite site() {
        return site;
    }

    public List<Passkey> of(long accountId) {
        return store.of(transactions.reading(), accountId);
    }

    public Optional<Passkey> find(long accountId, long id) {
        return store.find(transactions.reading(), accountId, id);
    }

    /// A challenge for whoever wants to sign in; it works once, for five minutes.
    Bytes challenge() {
        return challenge(null, null);
    }

    private Bytes challenge(@Nullable Long accountId, @Nullable Bytes userHandle) {
        var challenge = Bytes.of(Secrets.bytes());
        store.insertChallenge(
                transactions.reading(),
                new PasskeyStore.Challenge(hash(challenge.value()), accountId, userHandle),
                journal.now().plus(PATIENCE));
        return challenge;
    }

    private static Bytes hash(byte[] challenge) {
        return Bytes.of(Sha256.of(challenge));
    }

    /// Asks a device of this person for a key. All keys of a person carry the same handle, so that a device keeps one
    /// of them for each site and person.
    Invitation invite(Account account) {
        var database = transactions.reading();
        var handle = store.userHandle(database, account.id()).orElseGet(() -> Bytes.of(Secrets.bytes()));
        return new Invitation(challenge(account.id(), handle), handle, store.credentialIds(database, account.id()));
    }

    /// Adds the key that a device made when it was asked for one.
    Added add(Account account, Bytes attestation, Bytes clientData, NewKey about) {
        var data = ceremony.parse(attestation, clientData, about.transports()).orElse(null);
        var challenge = data == null ? null : Ceremony.challenge(data.getCollectedClientData());
        if (data == null || challenge == null) {
            return new Added.Refused("What the device answered cannot be read.");
        }
        return transactions.get(tx -> {
            var invited = store.useChallenge(tx, hash(challenge), journal.now());
            if (invited.isEmpty() || !Objects.equals(invited.get().accountId(), account.id())) {
                return new Added.Refused("The challenge is not yours, was used, or is older than five minutes.");
            }
            if (store.lockAll(tx, account.id()).size() >= MOST) {
                return new Added.Refused("Nobody needs more than " + MOST + " passkeys: remove one first.");
            }
            var handle = Objects.requireNonNull(invited.get().userHandle());
            return ceremony.register(data, new DefaultChallenge(challenge), handle, about)
                    .map(key -> keep(tx, account, key))
                    .orElseGet(() -> new Added.Refused(
                            "The device's answer is not for this site, or it did not verify" + " who you are."));
        });
    }

    /// What is known about a key besides the key.
    ///
    /// @param transports how the device is reached
    record NewKey(Set<String> transports, String name) {
        NewKey {
            transports = Set.copyOf(transports);
        }
    }

    private Added keep(DSLContext transaction, Account account, PasskeyStore.NewPasskey key) {
        var id = store.insert(transaction, account.id(), key, journal.now());
        if (id.isEmpty()) {
            return new Added.Refused("This passkey is known already.");
        }
        note(transaction, "account.passkey-added", account, id.get(), key.name());
        return new Added.Done(store.find(transaction, account.id(), id.get()).orElseThrow());
    }

    /// Who signs in with what a device signed; nobody when anything about it is not as it must be.
    Optional<Account> signIn(PasskeyAnswer answer) {
        var data = ceremony.parse(answer).orElse(null);
        var challenge = data == null ? null : Ceremony.challenge(data.getCollectedClientData());
        if (data == null || challenge == null) {
            return Optional.empty();
        }
        return transactions.get(tx -> {
            var made = store.useChallenge(tx, hash(challenge), journal.now());
            if (made.isEmpty() || made.get().accountId() != null) {
                return Optional.empty();
            }
            var used = store.lock(tx, answer.credentialId())
                    .filter(known -> known.userHandle().equals(answer.userHandle()))
                    .flatMap(known -> ceremony.use(data, new DefaultChallenge(challenge), known));
            used.ifPresent(credential -> store.used(tx, credential, journal.now()));
            return used.flatMap(credential -> accounts.hold(tx, credential.accountId()))
                    .filter(Account::active);
        });
    }

    /// Notes that somebody tried and was refused.
    void noteRefusal(String address) {
        var details = JsonObject.builder()
                .put("address", address)
                .put("with", "passkey")
                .build();
        transactions.run(tx ->
                journal.append(tx, Actor.NOBODY, "account.sign-in-failed", Subject.of("account", "unknown"), details));
    }

    /// Gives a passkey another name; false when the person has none of this id.
    boolean rename(Account account, long id, String name) {
        return transactions.get(tx -> {
            if (store.find(tx, account.id(), id).isEmpty()) {
                return false;
            }
            store.rename(tx, id, name);
            note(tx, "account.passkey-renamed", account, id, name);
            return true;
        });
    }

    Removed remove(Account account, long id) {
        return transactions.get(tx -> {
            var all = store.lockAll(tx, account.id());
            var passkey = store.find(tx, account.id(), id);
            if (passkey.isEmpty()) {
                return new Removed.NotFound();
            }
            if (!account.hasPassword() && all.equals(List.of(id))) {
                return new Removed.LastWayIn();
            }
            store.delete(tx, id);
            note(tx, "account.passkey-removed", account, id, passkey.get().name());
            return new Removed.Done();
        });
    }

    /// Forgets somebody's passkeys inside a transaction of the caller, who notes it. Answers how many there were.
    public int forget(DSLContext transaction, long accountId) {
        return store.deleteAll(transaction, accountId);
    }

    private void note(DSLContext transaction, String action, Account account, long id, String name) {
        var details = JsonObject.builder().put("name", name).put("passkey", id).build();
        journal.append(transaction, account.actor(), action, account.subject(), details);
    }
}
