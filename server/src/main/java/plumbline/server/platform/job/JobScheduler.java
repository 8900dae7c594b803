package plumbline.server.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import plumbline.server.platform.Transactions;

/// The scheduler of this process: looks for what is due, runs it, and takes over what a dead process had in hand. It
/// starts and ends with the server.
final class JobScheduler implements SmartLifecycle {
    private static final int THREADS = 3;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int DEAD_AFTER = 4;
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final String process;
    private final JobRunner runner;
    private final List<Recurring> recurring;
    private final List<JobKind> kinds;
    private final JobBell bell;
    private final JobStore store = new JobStore();

    private @Nullable Scheduler scheduler;

    /// What it is to do.
    record Work(List<Recurring> recurring, List<JobKind> kinds) {
        Work {
            recurring = List.copyOf(recurring);
            kinds = List.copyOf(kinds);
            var names = new HashSet<String>();
            recurring.forEach(job -> requireNew(names, job.name()));
            kinds.forEach(kind -> requireNew(names, kind.name()));
        }

        private static void requireNew(HashSet<String> names, String name) {
            if (!names.add(name)) {
                throw new IllegalStateException("a job's name must be used once, but two are called " + name);
            }
        }
    }

    JobScheduler(DataSource dataSource, String process, JobRunner runner, Work work, JobBell bell) {
        this.dataSource = dataSource;
        this.process = process;
        this.runner = runner;
        this.recurring = work.recurring();
        this.kinds = work.kinds();
        this.bell = bell;
    }

    /// A run that is not done; what failed was kept by the runner.
    private static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final JobState state;

        NotDone(JobState state) {
            super(state.word(), null, false, false);
            this.state = state;
        }
    }

    @Override
    public synchronized void start() {
        var tasks = new ArrayList<Task<?>>();
        kinds.forEach(kind -> tasks.add(task(kind)));
        var started = Scheduler.create(dataSource, tasks)
                .startTasks(recurring.stream().map(this::task).toList())
                .tableName(JobStore.SCHEDULE)
                .schedulerName(new SchedulerName.Fixed(process))
                .threads(THREADS)
                .executorService(pool())
                .pollingInterval(LOOK)
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(DEAD_AFTER)
                .shutdownMaxWait(GRACE)
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(new Wishes())
                .build();
        started.start();
        scheduler = started;
        bell.heardBy(started::triggerCheckForDueExecutions);
    }

    /// Threads of the operating system: work that computes for long must not keep requests from their turn.
    private static ExecutorService pool() {
        return Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("job-", 1).daemon().factory());
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            bell.heardBy(() -> {});
            runner.end();
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    private RecurringTask<Void> task(Recurring job) {
        return Tasks.recurring(job.name(), new Times(job.time()))
                .onFailure((complete, next) -> next.reschedule(complete, again(job, complete)))
                .execute((instance, context) -> {
                    var state = runner.recurring(job, context.getExecution().executionTime);
                    if (state == JobState.FAILED || state == JobState.INTERRUPTED) {
                        throw new NotDone(state);
                    }
                });
    }

    /// What was cut off by the end of its process is due at once, what failed soon.
    private static Instant again(Recurring job, ExecutionComplete complete) {
        var ended = complete.getTimeDone();
        if (complete.getCause().orElse(null) instanceof NotDone notDone && notDone.state == JobState.INTERRUPTED) {
            return ended;
        }
        var soon = ended.plus(AFTER_TROUBLE);
        var next = job.time().after(ended);
        return next.isBefore(soon) ? next : soon;
    }

    private CustomTask<Void> task(JobKind kind) {
        return Tasks.custom(kind.name(), Void.class)
                .onDeadExecution(new DeadExecutionHandler.ReviveDeadExecution<>())
                .execute((instance, context) -> switch (runner.once(kind, Long.parseLong(instance.getId()))) {
                    case QUEUED -> (complete, next) -> next.reschedule(complete, complete.getTimeDone());
                    case RUNNING, DONE, FAILED, CANCELLED, INTERRUPTED -> new CompletionHandler.OnCompleteRemove<>();
                });
    }

    /// A job's times in the scheduler's words.
    private record Times(JobTime time) implements Schedule {
        @Override
        public Instant getNextExecutionTime(ExecutionComplete complete) {
            return time.after(complete.getTimeDone());
        }

        @Override
        public Instant getInitialExecutionTime(Instant now) {
            return time.first(now);
        }

        @Override
        public boolean isDeterministic() {
            return time instanceof JobTime.Cron;
        }
    }

    /// Runs a recurring job once more if somebody wanted that while it was running.
    private final class Wishes extends AbstractSchedulerListener {
        @Override
        public void onExecutionComplete(ExecutionComplete complete) {
            var name = complete.getExecution().getTaskName();
            if (recurring.stream().anyMatch(job -> job.name().equals(name))
                    && new Transactions(dataSource).get(tx -> store.followWish(tx, name))) {
                bell.ring();
            }
        }
    }
}
