package plumbline.server.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// What became of all notices, for administrators; what they say stays between them and their recipients.
final class Deliveries {
    private final Transactions transactions;
    private final Journal journal;
    private final DeliveryStore store = new DeliveryStore();

    Deliveries(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    List<Delivery> list(@Nullable DeliveryState state, @Nullable Way way, long before, int limit) {
        return store.list(transactions.reading(), state, way, before, limit);
    }

    /// Tries a failed delivery again; says whether there was one.
    boolean again(Actor actor, long id) {
        return transactions.get(tx -> {
            boolean found = store.again(tx, id, journal.now()).isPresent();
            if (found) {
                journal.append(
                        tx,
                        actor,
                        "notice.sent-again",
                        Subject.of("notice", "notice-delivery:" + id),
                        JsonObject.builder().build());
            }
            return found;
        });
    }
}
