package plumbline.server.decision.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.server.decision.stamp.Stamps;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Signs records with the server's present key, and knows the public halves of all that it ever had.
public final class Signing {
    private final SigningKey key;
    private final String server;
    private final Transactions transactions;
    private final Stamps stamps;
    private final KeyStore store = new KeyStore();

    /// @param server the public address, which each record names
    public Signing(SigningKey key, String server, Transactions transactions, Journal journal, Stamps stamps) {
        this.key = key;
        this.server = server;
        this.transactions = transactions;
        this.stamps = stamps;
        transactions.run(tx -> store.keep(tx, key, journal.now()));
    }

    /// The public address of this server, which each record names.
    public String server() {
        return server;
    }

    public Signed sign(byte[] content) {
        return new Signed(content, key.sign(content), key.id());
    }

    /// Asks for a time stamp over a signature, where an authority is named; nothing waits for it.
    public void stamp(DSLContext transaction, long vote, Signed signed, Instant now) {
        stamps.want(transaction, vote, signed.signature(), now);
    }

    List<KeyStore.PublicKey> keys() {
        return store.all(transactions.reading());
    }

    Optional<KeyStore.PublicKey> key(String id) {
        return store.find(transactions.reading(), id);
    }
}
