package plumbline.server.platform;

import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes [Leftovers]; a job calls it every few minutes.
public final class LeftoverSweep {
    private static final Logger log = LoggerFactory.getLogger(LeftoverSweep.class);
    static final long LOCK = 0x706c_756d_7377_6570L;

    private final Transactions transactions;
    private final List<Leftovers> leftovers;
    private final InstantSource clock;

    public LeftoverSweep(Transactions transactions, List<Leftovers> leftovers, InstantSource clock) {
        this.transactions = transactions;
        this.leftovers = List.copyOf(leftovers);
        this.clock = clock;
    }

    /// Sweeps once, unless another process does so now; says how many rows went.
    public int sweep() {
        var now = clock.instant();
        int rows = 0;
        for (var kind : leftovers) {
            int deleted = transactions.get(
                    tx -> Boolean.TRUE.equals(tx.fetchValue("select pg_try_advisory_xact_lock(?)", LOCK))
                            ? kind.deletion().delete(tx, now)
                            : 0);
            log.debug("swept {}: {}", kind.what(), deleted);
            rows += deleted;
        }
        return rows;
    }
}
