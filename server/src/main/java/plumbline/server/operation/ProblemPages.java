package plumbline.server.operation;

import gg.jte.models.runtime.JteModel;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.OpenToAll;
import plumbline.server.templates.Templates;
import plumbline.server.web.Shell;

/// What the `type` of a problem leads to: its meaning.
@Controller
final class ProblemPages {
    private final Templates templates;

    ProblemPages(Templates templates) {
        this.templates = templates;
    }

    @GetMapping("/problems/{slug}")
    @OpenToAll("The address of a problem type explains it to whoever met it")
    JteModel explain(Shell shell, @PathVariable String slug) {
        var type = Arrays.stream(ProblemType.values())
                .filter(known -> known.slug().equals(slug))
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound("There is no problem of this kind.").exception());
        return templates.operationProblem(shell.titled(type.title()), type, List.of(ProblemType.values()));
    }
}
