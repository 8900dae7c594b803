package plumbline.server.platform.job;

import static plumbline.schema.Tables.JOB_RUN;
import static plumbline.schema.Tables.JOB_SCHEDULE;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.platform.Actor;

/// All SQL of jobs, beside what db-scheduler does to its own table.
final class JobStore {
    static final String SCHEDULE = "job_schedule";
    private static final int KEPT_PER_JOB = 500;
    private static final String OPEN = "queued";

    /// A run that this process has in hand.
    record InHand(long id, String process) {}

    /// What a recurring job's schedule says.
    record Due(String job, Instant at, boolean running) {}

    long queue(DSLContext tx, NewJob job, Instant now) {
        long id = tx.insertInto(JOB_RUN)
                .set(JOB_RUN.JOB, job.kind())
                .set(JOB_RUN.ONCE, true)
                .set(JOB_RUN.STATE, OPEN)
                .set(JOB_RUN.DUE_AT, now)
                .set(JOB_RUN.ACTOR_KIND, job.actor().kind().word())
                .set(JOB_RUN.ACTOR_ID, job.actor().id())
                .set(JOB_RUN.ACTOR_NAME, job.actor().name())
                .set(JOB_RUN.ABOUT, job.about())
                .set(JOB_RUN.DATA, CanonicalJson.bytes(job.data()))
                .returning(JOB_RUN.ID)
                .fetchSingle(row -> row.getId());
        tx.insertInto(JOB_SCHEDULE)
                .set(JOB_SCHEDULE.TASK_NAME, job.kind())
                .set(JOB_SCHEDULE.TASK_INSTANCE, Long.toString(id))
                .set(JOB_SCHEDULE.EXECUTION_TIME, DSL.currentInstant())
                .set(JOB_SCHEDULE.PICKED, false)
                .set(JOB_SCHEDULE.VERSION, 1L)
                .execute();
        return id;
    }

    /// Wants one more run of a recurring job: now, or when the one that runs has ended.
    boolean want(DSLContext tx, String job) {
        return tx.update(JOB_SCHEDULE)
                        .set(JOB_SCHEDULE.WANTED, true)
                        .set(
                                JOB_SCHEDULE.EXECUTION_TIME,
                                DSL.when(JOB_SCHEDULE.PICKED, JOB_SCHEDULE.EXECUTION_TIME)
                                        .otherwise(DSL.least(JOB_SCHEDULE.EXECUTION_TIME, DSL.currentInstant())))
                        .where(JOB_SCHEDULE.TASK_NAME.eq(job))
                        .execute()
                > 0;
    }

    /// Brings the next run forward if somebody wanted one while the last was running.
    boolean followWish(DSLContext tx, String job) {
        return tx.update(JOB_SCHEDULE)
                        .set(JOB_SCHEDULE.EXECUTION_TIME, DSL.currentInstant())
                        .where(JOB_SCHEDULE.TASK_NAME.eq(job))
                        .and(JOB_SCHEDULE.WANTED)
                        .andNot(JOB_SCHEDULE.PICKED)
                        .execute()
                > 0;
    }

    /// Notes that a recurring job begins. What ran of it before and never ended was cut off.
    InHand begin(DSLContext tx, String job, Instant due, String process, Instant now) {
        tx.update(JOB_SCHEDULE)
                .set(JOB_SCHEDULE.WANTED, false)
                .where(JOB_SCHEDULE.TASK_NAME.eq(job))
                .and(JOB_SCHEDULE.WANTED)
                .execute();
        tx.update(JOB_RUN)
                .set(JOB_RUN.STATE, JobState.INTERRUPTED.word())
                .set(JOB_RUN.ENDED_AT, now)
                .where(JOB_RUN.JOB.eq(job))
                .and(JOB_RUN.STATE.eq(JobState.RUNNING.word()))
                .execute();
        long id = tx.insertInto(JOB_RUN)
                .set(JOB_RUN.JOB, job)
                .set(JOB_RUN.ONCE, false)
                .set(JOB_RUN.STATE, JobState.RUNNING.word())
                .set(JOB_RUN.DUE_AT, due)
                .set(JOB_RUN.STARTED_AT, now)
                .set(JOB_RUN.PROCESS, process)
                .set(JOB_RUN.ATTEMPT, 1)
                .set(JOB_RUN.ACTOR_KIND, Actor.SYSTEM.kind().word())
                .set(JOB_RUN.ACTOR_ID, Actor.SYSTEM.id())
                .set(JOB_RUN.ACTOR_NAME, Actor.SYSTEM.name())
                .returning(JOB_RUN.ID)
                .fetchSingle(row -> row.getId());
        return new InHand(id, process);
    }

    /// Notes that a job that somebody asked for begins, and answers its data; nothing if it was called off meanwhile.
    Optional<JsonObject> beginOnce(DSLContext tx, InHand run, Instant now) {
        return tx.update(JOB_RUN)
                .set(JOB_RUN.STATE, JobState.RUNNING.word())
                .set(JOB_RUN.STARTED_AT, now)
                .set(JOB_RUN.PROCESS, run.process())
                .set(JOB_RUN.ATTEMPT, JOB_RUN.ATTEMPT.plus(1))
                .where(JOB_RUN.ID.eq(run.id()))
                .and(JOB_RUN.ENDED_AT.isNull())
                .and(JOB_RUN.CANCEL_ASKED_AT.isNull())
                .returning(JOB_RUN.DATA)
                .fetchOptional(row -> JsonReader.readObject(row.getData()));
    }

    /// Keeps how far a run is.
    ///
    /// @return whether it is to go on: nobody called it off, and no other process has taken it over
    boolean report(DSLContext tx, InHand run, JobView.Progress progress) {
        return tx.update(JOB_RUN)
                .set(JOB_RUN.DONE, progress.done())
                .set(JOB_RUN.TOTAL, progress.total())
                .set(JOB_RUN.STEP, progress.what())
                .where(held(run))
                .returning(JOB_RUN.CANCEL_ASKED_AT)
                .fetchOptional()
                .filter(row -> row.getCancelAskedAt() == null)
                .isPresent();
    }

    /// Whether it was still this process's to end.
    boolean end(DSLContext tx, InHand run, JobState state, JobView.Outcome outcome, Instant now) {
        return tx.update(JOB_RUN)
                        .set(JOB_RUN.STATE, state.word())
                        .set(JOB_RUN.ENDED_AT, now)
                        .set(JOB_RUN.RESULT, outcome.path())
                        .set(JOB_RUN.ERROR, outcome.error())
                        .set(JOB_RUN.DETAIL, outcome.detail())
                        .where(held(run))
                        .execute()
                == 1;
    }

    /// Puts back what this process could not finish before its end.
    void requeue(DSLContext tx, InHand run) {
        tx.update(JOB_RUN)
                .set(JOB_RUN.STATE, OPEN)
                .setNull(JOB_RUN.STARTED_AT)
                .setNull(JOB_RUN.PROCESS)
                .where(held(run))
                .execute();
    }

    void forget(DSLContext tx, InHand run) {
        tx.deleteFrom(JOB_RUN).where(held(run)).execute();
    }

    private static Condition held(InHand run) {
        return JOB_RUN.ID
                .eq(run.id())
                .and(JOB_RUN.PROCESS.eq(run.process()))
                .and(JOB_RUN.STATE.eq(JobState.RUNNING.word()));
    }

    /// Calls a run off: at once while it waits, otherwise its work hears of it.
    void cancel(DSLContext tx, long id, Instant now) {
        int waiting = tx.update(JOB_RUN)
                .set(JOB_RUN.STATE, JobState.CANCELLED.word())
                .set(JOB_RUN.ENDED_AT, now)
                .set(JOB_RUN.CANCEL_ASKED_AT, now)
                .where(JOB_RUN.ID.eq(id))
                .and(JOB_RUN.STATE.eq(OPEN))
                .execute();
        if (waiting == 0) {
            tx.update(JOB_RUN)
                    .set(JOB_RUN.CANCEL_ASKED_AT, now)
                    .where(JOB_RUN.ID.eq(id))
                    .and(JOB_RUN.STATE.eq(JobState.RUNNING.word()))
                    .execute();
        }
    }

    Map<String, Due> due(DSLContext tx, List<String> jobs) {
        return tx.selectFrom(JOB_SCHEDULE)
                .where(JOB_SCHEDULE.TASK_NAME.in(jobs))
                .fetchMap(
                        JOB_SCHEDULE.TASK_NAME,
                        row -> new Due(row.getTaskName(), row.getExecutionTime(), row.getPicked()));
    }

    /// The newest run of each of these jobs that ended, and the one that runs, newest first.
    List<JobView> newest(DSLContext tx, List<String> jobs) {
        var newest = tx.select(DSL.max(JOB_RUN.ID))
                .from(JOB_RUN)
                .where(JOB_RUN.JOB.in(jobs))
                .groupBy(JOB_RUN.JOB, JOB_RUN.ENDED_AT.isNull());
        return tx.selectFrom(JOB_RUN)
                .where(JOB_RUN.ID.in(newest))
                .orderBy(JOB_RUN.ID.desc())
                .fetch(JobStore::view);
    }

    Optional<JobView> find(DSLContext tx, long id) {
        return tx.selectFrom(JOB_RUN).where(JOB_RUN.ID.eq(id)).fetchOptional(JobStore::view);
    }

    /// What one that somebody asked for was given, to ask for the same again.
    Optional<NewJob> asked(DSLContext tx, long id, Actor actor) {
        return tx.selectFrom(JOB_RUN)
                .where(JOB_RUN.ID.eq(id))
                .and(JOB_RUN.ONCE)
                .fetchOptional(
                        row -> new NewJob(row.getJob(), actor, row.getAbout(), JsonReader.readObject(row.getData())));
    }

    /// Newest first.
    ///
    /// @param before only older ones than this, or null
    List<JobView> list(DSLContext tx, JobFilter filter, @Nullable Long before, int limit) {
        return tx.selectFrom(JOB_RUN)
                .where(matching(filter))
                .and(before == null ? DSL.noCondition() : JOB_RUN.ID.lt(before))
                .orderBy(JOB_RUN.ID.desc())
                .limit(limit)
                .fetch(JobStore::view);
    }

    long count(DSLContext tx, JobFilter filter) {
        return tx.fetchCount(JOB_RUN, matching(filter));
    }

    private static Condition matching(JobFilter filter) {
        return DSL.and(
                filter.job().isEmpty() ? DSL.noCondition() : JOB_RUN.JOB.eq(filter.job()),
                filter.state() == null
                        ? DSL.noCondition()
                        : JOB_RUN.STATE.eq(filter.state().word()),
                filter.words().isEmpty()
                        ? DSL.noCondition()
                        : DSL.concat(
                                        JOB_RUN.JOB,
                                        DSL.val(" "),
                                        JOB_RUN.ABOUT,
                                        DSL.val(" "),
                                        DSL.coalesce(JOB_RUN.ERROR, ""),
                                        DSL.val(" "),
                                        JOB_RUN.ACTOR_NAME)
                                .containsIgnoreCase(filter.words()));
    }

    /// Deletes the history before this, and of every job what is more than enough.
    int deleteEndedBefore(DSLContext tx, Instant before) {
        var rank = DSL.rowNumber()
                .over(DSL.partitionBy(JOB_RUN.JOB).orderBy(JOB_RUN.ID.desc()))
                .as("rank");
        var ended = tx.select(JOB_RUN.ID, rank)
                .from(JOB_RUN)
                .where(JOB_RUN.ENDED_AT.isNotNull())
                .asTable("ended");
        return tx.deleteFrom(JOB_RUN)
                .where(JOB_RUN.ENDED_AT.lt(before))
                .or(JOB_RUN.ID.in(DSL.select(DSL.field(DSL.name("ended", "id"), Long.class))
                        .from(ended)
                        .where(DSL.field(DSL.name("rank"), Integer.class).gt(KEPT_PER_JOB))))
                .execute();
    }

    private static JobView view(Record row) {
        var kind = Actor.Kind.valueOf(
                row.get(JOB_RUN.ACTOR_KIND).toUpperCase(Locale.ROOT).replace(' ', '_'));
        return new JobView(
                row.get(JOB_RUN.ID),
                row.get(JOB_RUN.JOB),
                row.get(JOB_RUN.ONCE),
                JobState.find(row.get(JOB_RUN.STATE)).orElseThrow(),
                new Actor(kind, row.get(JOB_RUN.ACTOR_ID), row.get(JOB_RUN.ACTOR_NAME)),
                row.get(JOB_RUN.ABOUT),
                new JobView.Times(row.get(JOB_RUN.DUE_AT), row.get(JOB_RUN.STARTED_AT), row.get(JOB_RUN.ENDED_AT)),
                new JobView.Progress(
                        number(row.get(JOB_RUN.DONE)),
                        number(row.get(JOB_RUN.TOTAL)),
                        text(row.get(JOB_RUN.STEP)),
                        row.get(JOB_RUN.CANCEL_ASKED_AT) != null),
                new JobView.Outcome(
                        text(row.get(JOB_RUN.RESULT)), text(row.get(JOB_RUN.ERROR)), text(row.get(JOB_RUN.DETAIL))),
                row.get(JOB_RUN.ATTEMPT),
                row.get(JOB_RUN.PROCESS));
    }

    private static long number(@Nullable Long stored) {
        return stored == null ? 0 : stored;
    }

    private static String text(@Nullable String stored) {
        return stored == null ? "" : stored;
    }
}
