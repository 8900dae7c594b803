package plumbline.server.platform.job;

import java.time.InstantSource;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.server.platform.Transactions;

/// The door to background work for the areas.
public final class Jobs {
    private final Transactions transactions;
    private final InstantSource clock;
    private final JobBell bell;
    private final JobStore store = new JobStore();

    Jobs(Transactions transactions, InstantSource clock, JobBell bell) {
        this.transactions = transactions;
        this.clock = clock;
        this.bell = bell;
    }

    /// Asks for a job in the caller's transaction: it begins as soon as that is through, and never if it is not.
    ///
    /// @return its number, by which [#find] tells how it stands
    public long start(DSLContext tx, NewJob job) {
        long id = store.queue(tx, job, clock.instant());
        Transactions.afterCommit(tx, bell::ring);
        return id;
    }

    /// Lets a recurring job run once more, as soon as this transaction is through: there is something for it to do. It
    /// is a hint, which a process that dies at this moment forgets; the job's own round is what can be relied on.
    public void soon(DSLContext tx, String recurring) {
        Transactions.afterCommit(tx, () -> {
            transactions.run(later -> store.want(later, recurring));
            bell.ring();
        });
    }

    /// How a job stands that somebody asked for.
    public Optional<JobView> find(long id) {
        return store.find(transactions.reading(), id).filter(JobView::once);
    }
}
