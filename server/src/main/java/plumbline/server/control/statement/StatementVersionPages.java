package plumbline.server.control.statement;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.catalog.Catalog;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// The versions of the statement as pages: as they were frozen, and putting the draft up for approval.
@Controller
final class StatementVersionPages {
    private final Catalog catalog;
    private final StatementVersions versions;
    private final Templates templates;

    StatementVersionPages(Catalog catalog, StatementVersions versions, Templates templates) {
        this.catalog = catalog;
        this.versions = versions;
        this.templates = templates;
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/statement/{edition}/versions")
    JteModel list(Shell shell, Principal principal, @PathVariable String edition) {
        var standing = versions.standing(known(edition));
        return templates.controlStatementVersions(
                shell.titled("Versions of the statement"),
                edition,
                standing,
                versions.all(edition),
                principal.may(Permission.CONTROL_DECIDE));
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping(path = "/statement/{edition}/versions", params = "format")
    Sheet listSheet(@PathVariable String edition) {
        var sheet = new Sheet(
                "statement-versions-" + edition,
                List.of(
                        "edition",
                        "version",
                        "state",
                        "submitted by",
                        "submitted at",
                        "approved at",
                        "decision",
                        "sha256"));
        for (var version : versions.all(known(edition))) {
            sheet.row(List.of(
                    edition,
                    version.number(),
                    version.state().word(),
                    version.submittedBy(),
                    version.submittedAt(),
                    Objects.requireNonNullElse(version.approvedAt(), ""),
                    version.decision(),
                    version.hash()));
        }
        return sheet;
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/statement/{edition}/versions/{number}")
    @OpensRecord("statement")
    JteModel version(Shell shell, @PathVariable String edition, @PathVariable int number) {
        var version = find(edition, number);
        return templates.controlStatementVersion(
                shell.titled(version.title()), version, versions.content(version), versions.changes(version));
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping(path = "/statement/{edition}/versions/{number}", params = "format")
    Sheet versionSheet(@PathVariable String edition, @PathVariable int number) {
        var sheet = new Sheet(
                "statement-of-applicability-" + edition + "-v" + number,
                List.of("edition", "version", "control", "title", "applicability", "reason", "decided by"));
        for (var row : versions.content(find(edition, number)).rows()) {
            sheet.row(List.of(edition, number, row.control(), row.title(), row.applies(), row.reason(), row.by()));
        }
        return sheet;
    }

    @Requires(Permission.CONTROL_DECIDE)
    @GetMapping("/statement/{edition}/submit")
    JteModel ask(Shell shell, Principal principal, @PathVariable String edition) {
        return submission(shell, principal, known(edition), "");
    }

    private JteModel submission(Shell shell, Principal principal, String edition, String refused) {
        return templates.controlStatementSubmit(
                shell.titled("Submit for approval"),
                edition,
                versions.standing(edition),
                versions.approvals(principal.actor(), edition),
                refused);
    }

    @Requires(Permission.CONTROL_DECIDE)
    @PostMapping("/statement/{edition}/submit")
    Reply submit(Shell shell, Principal principal, @PathVariable String edition) {
        return switch (versions.submit(principal.actor(), known(edition))) {
            case Submitted.InReview(var version) ->
                Reply.to(
                        "/decisions/" + version.decision(),
                        Flash.done("Version " + version.number() + " is in review."));
            case Submitted.Refused(var why) -> Reply.page(409, submission(shell, principal, edition, why));
        };
    }

    private StatementVersion find(String edition, int number) {
        return versions.find(known(edition), number)
                .orElseThrow(() -> Problem.notFound("The statement has no version " + number + ".")
                        .exception());
    }

    private String known(String edition) {
        if (catalog.editions().stream().noneMatch(known -> known.id().equals(edition))) {
            throw Problem.notFound("The catalogue has no edition " + edition + ".")
                    .exception();
        }
        return edition;
    }
}
