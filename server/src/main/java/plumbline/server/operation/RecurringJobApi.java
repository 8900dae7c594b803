package plumbline.server.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.job.DueJob;
import plumbline.server.platform.job.JobDesk;

/// Work that comes round by itself.
@RestController
@RequestMapping("/api/v1/recurring-jobs")
final class RecurringJobApi {
    private final JobDesk desk;

    RecurringJobApi(JobDesk desk) {
        this.desk = desk;
    }

    /// A recurring job.
    ///
    /// @param does what it does
    /// @param time when it comes round, in words
    /// @param nextAt when it is due
    /// @param running the run that is on
    /// @param last the newest kept run that ended
    record RecurringJobBody(
            String name,
            String does,
            String time,
            @Nullable Instant nextAt,
            JobApi.@Nullable JobBody running,
            JobApi.@Nullable JobBody last) {

        static RecurringJobBody of(DueJob job) {
            var running = job.running();
            var last = job.last();
            return new RecurringJobBody(
                    job.name(),
                    job.words(),
                    job.time(),
                    job.next(),
                    running == null ? null : JobApi.JobBody.of(running),
                    last == null ? null : JobApi.JobBody.of(last));
        }
    }

    /// Recurring jobs, by name.
    @Requires(Permission.JOB_MANAGE)
    @GetMapping
    Page<RecurringJobBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        List<DueJob> jobs = desk.recurring();
        return Page.within(jobs, new Page.Request(limit, cursor), "recurring jobs", DueJob::name)
                .map(RecurringJobBody::of);
    }

    /// Lets it run now, or once more when the run that is on has ended.
    @Requires(Permission.JOB_MANAGE)
    @PostMapping("/{name}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RecurringJobBody run(Principal principal, @PathVariable String name) {
        if (!desk.runNow(principal.actor(), name)) {
            throw Problem.notFound("There is no recurring job of this name.").exception();
        }
        return desk.recurring().stream()
                .filter(job -> job.name().equals(name))
                .map(RecurringJobBody::of)
                .findFirst()
                .orElseThrow();
    }
}
