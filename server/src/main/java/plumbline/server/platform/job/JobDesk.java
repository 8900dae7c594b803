package plumbline.server.platform.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// What administrators see and do: jobs and their history, run now, call off, once more.
public final class JobDesk {
    private final Transactions transactions;
    private final Journal journal;
    private final JobBell bell;
    private final List<Recurring> recurring;
    private final List<JobKind> kinds;
    private final JobStore store = new JobStore();

    JobDesk(Transactions transactions, Journal journal, JobBell bell, JobScheduler.Work work) {
        this.transactions = transactions;
        this.journal = journal;
        this.bell = bell;
        this.recurring = work.recurring();
        this.kinds = work.kinds();
    }

    /// All recurring jobs, with what they do and did last, by name.
    public List<DueJob> recurring() {
        var names = recurring.stream().map(Recurring::name).toList();
        return transactions.get(tx -> {
            var due = store.due(tx, names);
            var runs = store.newest(tx, names);
            Map<String, JobView> running = byJob(runs, false);
            Map<String, JobView> ended = byJob(runs, true);
            return recurring.stream()
                    .map(job -> new DueJob(
                            job.name(),
                            job.words(),
                            job.time().words(),
                            due.containsKey(job.name()) ? due.get(job.name()).at() : null,
                            running.get(job.name()),
                            ended.get(job.name())))
                    .sorted(Comparator.comparing(DueJob::name))
                    .toList();
        });
    }

    private static Map<String, JobView> byJob(List<JobView> runs, boolean ended) {
        return runs.stream()
                .filter(run -> run.state().ended() == ended)
                .collect(Collectors.toMap(JobView::job, Function.identity(), (newer, older) -> newer));
    }

    /// What jobs of this name do, for people; the name itself for one that this version no longer knows.
    public String words(String job) {
        return recurring.stream()
                .filter(one -> one.name().equals(job))
                .map(Recurring::words)
                .findFirst()
                .or(() -> kinds.stream()
                        .filter(one -> one.name().equals(job))
                        .map(JobKind::words)
                        .findFirst())
                .orElse(job);
    }

    /// The names of all jobs, in order.
    public List<String> names() {
        return Stream.concat(
                        recurring.stream().map(Recurring::name), kinds.stream().map(JobKind::name))
                .sorted()
                .toList();
    }

    /// The history, newest first.
    ///
    /// @param before only older runs than this, or null
    public List<JobView> history(JobFilter filter, @Nullable Long before, int limit) {
        return store.list(transactions.reading(), filter, before, limit);
    }

    public long count(JobFilter filter) {
        return store.count(transactions.reading(), filter);
    }

    public Optional<JobView> find(long id) {
        return store.find(transactions.reading(), id);
    }

    /// Lets a recurring job run now, or once more when it is running.
    ///
    /// @return whether there is such a job
    public boolean runNow(Actor actor, String name) {
        boolean known = transactions.get(tx -> {
            if (recurring.stream().noneMatch(job -> job.name().equals(name)) || !store.want(tx, name)) {
                return false;
            }
            journal.append(tx, actor, "job.wanted", new Subject("job", name, null));
            return true;
        });
        bell.ring();
        return known;
    }

    /// Calls a run off, if it has not ended. What waits ends at once; what runs ends at its next step.
    ///
    /// @return whether it could still be called off
    public boolean cancel(Actor actor, long id) {
        boolean changed = transactions.get(tx -> {
            var found = store.find(tx, id).filter(run -> !run.state().ended());
            found.ifPresent(run -> {
                store.cancel(tx, id, now());
                journal.append(tx, actor, "job.called-off", subject(run), about(run));
            });
            return found.isPresent();
        });
        bell.ring();
        return changed;
    }

    /// Asks once more for what somebody asked for and did not get.
    ///
    /// @return the new run; nothing if that one was not asked for, has not ended, or ended well
    public Optional<JobView> again(DSLContext tx, Actor actor, long id) {
        var ended = store.find(tx, id).filter(run -> run.state().ended() && run.state() != JobState.DONE);
        return ended.flatMap(run -> store.asked(tx, id, actor)).map(asked -> {
            long again = store.queue(tx, asked, now());
            journal.append(tx, actor, "job.asked-again", subject(ended.orElseThrow()), about(ended.orElseThrow()));
            Transactions.afterCommit(tx, bell::ring);
            return store.find(tx, again).orElseThrow();
        });
    }

    /// As above, in a transaction of its own.
    public Optional<JobView> again(Actor actor, long id) {
        return transactions.get(tx -> again(tx, actor, id));
    }

    private static Subject subject(JobView run) {
        return new Subject("job", run.job(), null);
    }

    private static JsonObject about(JobView run) {
        return JsonObject.builder()
                .put("about", run.about())
                .put("run", run.id())
                .build();
    }

    private Instant now() {
        return journal.now();
    }
}
