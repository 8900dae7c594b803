package plumbline.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.server.platform.Transactions;

/// What other areas ask about evidence.
public final class EvidenceQueries {
    private final Transactions transactions;
    private final EvidenceStore store;

    EvidenceQueries(Transactions transactions, EvidenceStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /// How much evidence stands for a control, and the last moment that any of it speaks for. That moment lies in the
    /// future where something holds until then, such as a certificate.
    public record Coverage(long records, Instant newest) {}

    /// Every control of an edition that has evidence, in one query.
    ///
    /// @param serviceId only of this service and of what belongs to no one service, or null for everything
    public Map<ControlRef, Coverage> coverage(String edition, @Nullable Long serviceId) {
        return store.coverage(transactions.reading(), edition, serviceId);
    }

    public Optional<Evidence> find(EvidenceId id) {
        return store.find(transactions.reading(), id);
    }

    /// The newest evidence for a control.
    public List<Evidence> latest(ControlRef control, @Nullable Long serviceId, int limit) {
        var filter = EvidenceFilter.NONE.forControl(control).forService(serviceId);
        return store.list(transactions.reading(), filter, null, limit);
    }
}
