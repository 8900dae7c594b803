package plumbline.server.evidence.pack;

import java.time.Duration;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobRun;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;

/// The job that makes packs, one after the other, those left unfinished by an earlier process first. What is to be done
/// is read from the packs themselves; whoever asks for one lets it run at once.
final class PackJob {
    static final String NAME = "packs";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final PackMaker maker;
    private final PackStore store = new PackStore();

    PackJob(Transactions transactions, PackMaker maker) {
        this.transactions = transactions;
        this.maker = maker;
    }

    Recurring job() {
        return new Recurring(NAME, "Makes the packs that were asked for", JobTime.atOnceAndEvery(PAUSE), this::run);
    }

    private void run(JobRun run) {
        long made = 0;
        var next = store.nextUnfinished(transactions.reading());
        while (next.isPresent()) {
            run.stopIfCancelled();
            run.progress(made, 0, LedgerItem.pack(next.getAsLong()).id());
            maker.make(next.getAsLong());
            made++;
            next = store.nextUnfinished(transactions.reading());
        }
        if (made == 0) {
            run.idle();
        }
    }
}
