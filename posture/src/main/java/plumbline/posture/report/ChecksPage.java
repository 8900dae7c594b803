package plumbline.posture.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Subject;

/// The documentation of the checks, written from the checks themselves.
public final class ChecksPage {
    private ChecksPage() {}

    /// Markdown: a table of all checks, then a section for each.
    public static String of(List<About> checks) {
        StringBuilder page = new StringBuilder("""
                # Checks

                What `plumbline scan` asks of Terraform source, tied to the controls of ISO/IEC 27017. This page is
                written from the checks; a test keeps it so.

                Each resource that a check concerns gets one result: **pass**, **fail**, or **unknown** with the reason.
                Unknown is never counted as pass: a variable without a value, a module that is not in the tree, or a
                resource without a data class leaves a question open, and the report says which. What has `count = 0` is
                not there; where the count is unknown, only a pass is certain.

                `--fail-on low|medium|high|critical` (default `high`) sets from where results decide: exit code 1 if a
                check of at least that severity failed; else 3 if one is unknown or a file could not be read; else 0.
                Whether the account has a trail made elsewhere (LOG-01) is reported as unknown but does not decide.

                Data classes are read from the tag or label `data_class`: `public`, `internal`, `confidential`,
                `restricted`. Tag keys are compared without case, separators and namespace: `data_class`, `DataClass`,
                `data-classification` and `acme:data_class` are one; so are `env` and `environment`, `owner` and `owners`.

                | id | severity | requirement | 27017:2015 | 27017:2026 |
                |---|---|---|---|---|
                """);
        for (About check : checks) {
            page.append("| [%s](#%s) | %s | %s | %s | %s |\n"
                    .formatted(
                            check.id(),
                            check.id().toLowerCase(Locale.ROOT),
                            check.severity().word(),
                            check.title(),
                            ids(check, "2015/"),
                            ids(check, "2026/")));
        }
        checks.forEach(check -> section(page, check));
        return page.toString();
    }

    private static void section(StringBuilder page, About check) {
        page.append("\n## %s\n\n**%s.** Severity %s. %s.\n\n%s\n\n%s\n"
                .formatted(
                        check.id(),
                        check.title(),
                        check.severity().word(),
                        Help.controls(check),
                        check.advice().why(),
                        check.advice().fix()));
        for (Advice.Patch patch : check.advice().patches()) {
            String type = patch.type().isEmpty() ? "aws_instance" : patch.type();
            Subject subject = new Subject("", "", "", new Subject.Kind(type, "example"), Subject.Scope.RESOURCE);
            page.append("\n```hcl\n%s\n```\n".formatted(check.advice().patchFor(subject)));
        }
    }

    private static String ids(About check, String edition) {
        return check.controlRefs().stream()
                .filter(ref -> ref.startsWith(edition))
                .map(ref -> ref.substring(edition.length()))
                .collect(Collectors.joining(", "));
    }
}
