package plumbline.server.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.job.JobDesk;
import plumbline.server.platform.job.JobFilter;
import plumbline.server.platform.job.JobState;
import plumbline.server.platform.job.JobView;

/// Runs of background jobs: what an answer 202 says to poll, and the history.
@RestController
@RequestMapping("/api/v1/jobs")
final class JobApi {
    private static final String LIST = "jobs";

    private final JobDesk desk;
    private final Idempotency idempotency;

    JobApi(JobDesk desk, Idempotency idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /// One run of a job.
    ///
    /// @param job which work it is
    /// @param recurring whether it came round by itself; otherwise somebody asked for it
    /// @param state queued, running, done, failed, cancelled or interrupted
    /// @param about what it is about
    /// @param attempt how often it was begun
    /// @param process the server process that has or had it
    /// @param result where that which came out can be found, once it is done
    /// @param error what went wrong, in a line
    record JobBody(
            long id,
            String job,
            boolean recurring,
            String state,
            String about,
            String requestedBy,
            Instant dueAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            JobProgress progress,
            boolean cancelRequested,
            int attempt,
            @Nullable String process,
            @Nullable String result,
            @Nullable String error) {

        static JobBody of(JobView run) {
            return new JobBody(
                    run.id(),
                    run.job(),
                    !run.once(),
                    run.state().word(),
                    run.about(),
                    run.actor().name(),
                    run.times().due(),
                    run.times().started(),
                    run.times().ended(),
                    new JobProgress(
                            run.progress().done(),
                            run.progress().total(),
                            run.progress().what()),
                    run.progress().cancelAsked(),
                    run.attempt(),
                    run.process(),
                    run.outcome().path().isEmpty() ? null : run.outcome().path(),
                    run.outcome().error().isEmpty() ? null : run.outcome().error());
        }
    }

    /// How far a run is.
    ///
    /// @param total 0 while it is not known
    /// @param what is being done
    record JobProgress(long done, long total, String what) {}

    /// Runs, the newest first.
    ///
    /// @param job the name of one job, or nothing for all
    /// @param state one state, or nothing for all
    /// @param q words in the job, what it is about, who asked or the error
    @Requires(Permission.JOB_MANAGE)
    @GetMapping
    Page<JobBody> list(
            @RequestParam(defaultValue = "") String job,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        var after = Cursor.parse(cursor, LIST, 1);
        var filter = new JobFilter(job, state(state), q);
        var rows = desk.history(filter, after == null ? null : Long.valueOf(after.id(0)), most + 1);
        return Page.of(rows, most, LIST, run -> Cursor.of(run.id())).map(JobBody::of);
    }

    private static @Nullable JobState state(String word) {
        return word.isEmpty()
                ? null
                : JobState.find(word)
                        .orElseThrow(() -> Problem.invalid("/state", "must be a state of a job")
                                .exception());
    }

    /// How a job stands: for whoever asked for it, and for administrators.
    @OpenToSignedIn("Answers whoever asked for the job, and administrators")
    @GetMapping("/{id}")
    JobBody get(Principal principal, @PathVariable long id) {
        return desk.find(id)
                .filter(run -> principal.may(Permission.JOB_MANAGE)
                        || run.actor().id().equals(principal.actor().id()))
                .map(JobBody::of)
                .orElseThrow(() -> unknown(id));
    }

    /// Calls a run off: at once while it waits, at its next step while it runs.
    @Requires(Permission.JOB_MANAGE)
    @PostMapping("/{id}/cancel")
    JobBody cancel(Principal principal, @PathVariable long id) {
        if (!desk.cancel(principal.actor(), id)) {
            var run = desk.find(id).orElseThrow(() -> unknown(id));
            throw Problem.conflict("Job " + id + " is " + run.state().word() + " already.")
                    .exception();
        }
        return JobBody.of(desk.find(id).orElseThrow(() -> unknown(id)));
    }

    /// Asks once more for what somebody asked for and did not get; the answer is the job to poll.
    @Requires(Permission.JOB_MANAGE)
    @PostMapping("/{id}/again")
    ResponseEntity<JobBody> again(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable long id) {
        var old = desk.find(id).orElseThrow(() -> unknown(id));
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST /api/v1/jobs/" + id + "/again", id);
        return idempotency.once(asked, JobBody.class, tx -> {
            var run = desk.again(tx, principal.actor(), id)
                    .map(JobBody::of)
                    .orElseThrow(() -> Problem.conflict("Job " + id + " is "
                                    + old.state().word()
                                    + ": only what somebody asked for and did not get can be asked for again.")
                            .exception());
            return new Idempotency.Done<>(202, "/api/v1/jobs/" + run.id(), null, run, run);
        });
    }

    static ProblemException unknown(long id) {
        return Problem.notFound("There is no job " + id + ".").exception();
    }
}
