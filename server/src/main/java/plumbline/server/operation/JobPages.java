package plumbline.server.operation;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Slice;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.job.JobDesk;
import plumbline.server.platform.job.JobFilter;
import plumbline.server.platform.job.JobState;
import plumbline.server.platform.job.JobView;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Background jobs for administrators: what comes round by itself, what ran, and how to steer it.
@Controller
final class JobPages {
    private static final String JOBS = "/settings/jobs";
    private static final String RUNS = JOBS + "/runs";
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;

    private final JobDesk desk;
    private final Templates templates;

    JobPages(JobDesk desk, Templates templates) {
        this.desk = desk;
        this.templates = templates;
    }

    @Requires(Permission.JOB_MANAGE)
    @GetMapping("/settings/jobs")
    JteModel jobs(Shell shell) {
        return templates.operationJobs(shell.titled("Jobs"), desk.recurring());
    }

    @Requires(Permission.JOB_MANAGE)
    @GetMapping("/settings/jobs/runs")
    JteModel runs(Shell shell) {
        var filter = filter(shell.address());
        var shown = Slice.of(
                desk.history(filter, number(shell.address().first("after")), ROWS + 1),
                ROWS,
                run -> Long.toString(run.id()));
        return templates.operationRuns(
                shell.titled("Runs of jobs"),
                Filter.of(shell.address())
                        .select("job", "Job", names())
                        .select("state", "State", states())
                        .chip("Failed", "state", JobState.FAILED.word(), null)
                        .chip("Running", "state", JobState.RUNNING.word(), null),
                new Pager(shell.address(), shown.rows().size(), desk.count(filter), shown.next()),
                shown.rows());
    }

    @Requires(Permission.JOB_MANAGE)
    @GetMapping(path = "/settings/jobs/runs", params = "format")
    Sheet sheet(Shell shell) {
        var sheet = new Sheet(
                "job-runs",
                List.of(
                        "run",
                        "job",
                        "about",
                        "asked by",
                        "state",
                        "due",
                        "started",
                        "ended",
                        "attempt",
                        "process",
                        "error"));
        for (var run : desk.history(filter(shell.address()), null, CSV_ROWS)) {
            sheet.row(List.of(
                    run.id(),
                    run.job(),
                    run.about(),
                    run.actor().name(),
                    run.state().word(),
                    run.times().due(),
                    orEmpty(run.times().started()),
                    orEmpty(run.times().ended()),
                    run.attempt(),
                    orEmpty(run.process()),
                    run.outcome().error()));
        }
        return sheet;
    }

    @Requires(Permission.JOB_MANAGE)
    @GetMapping("/settings/jobs/runs/{id}")
    JteModel run(Shell shell, @PathVariable long id) {
        var run = find(id);
        return templates.operationRun(shell.titled("Run " + id), run, desk.words(run.job()));
    }

    @Requires(Permission.JOB_MANAGE)
    @PostMapping("/settings/jobs/{name}/run")
    Reply runNow(Principal principal, @PathVariable String name) {
        return desk.runNow(principal.actor(), name)
                ? Reply.to(JOBS, Flash.done("It runs now, or once more when the run that is on has ended."))
                : Reply.to(JOBS, Flash.failed("There is no such job."));
    }

    @Requires(Permission.JOB_MANAGE)
    @PostMapping("/settings/jobs/runs/{id}/cancel")
    Reply cancel(Principal principal, @PathVariable long id) {
        find(id);
        return desk.cancel(principal.actor(), id)
                ? Reply.to(RUNS + "/" + id, Flash.attention("It was told to end, which it does at its next step."))
                : Reply.to(RUNS + "/" + id, Flash.failed("It has ended already."));
    }

    @Requires(Permission.JOB_MANAGE)
    @PostMapping("/settings/jobs/runs/{id}/again")
    Reply again(Principal principal, @PathVariable long id) {
        find(id);
        return desk.again(principal.actor(), id)
                .map(run -> Reply.to(RUNS + "/" + run.id(), Flash.done("Asked for once more.")))
                .orElseGet(() -> Reply.to(
                        RUNS + "/" + id,
                        Flash.failed("Only what somebody asked for and did not get can be asked for again.")));
    }

    private JobView find(long id) {
        return desk.find(id).orElseThrow(() -> JobApi.unknown(id));
    }

    private static JobFilter filter(Address address) {
        return new JobFilter(
                address.first("job"), JobState.find(address.first("state")).orElse(null), address.first("q"));
    }

    private List<Option> names() {
        var options = new ArrayList<>(List.of(new Option("", "Any job")));
        desk.names().forEach(name -> options.add(new Option(name, name)));
        return options;
    }

    private static List<Option> states() {
        var options = new ArrayList<>(List.of(new Option("", "Any state")));
        Arrays.stream(JobState.values())
                .forEach(state -> options.add(
                        new Option(state.word(), JobWords.state(state).word())));
        return options;
    }

    private static @Nullable Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
