package plumbline.server.control;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The form that decides whether one control applies.
@Controller
final class StatementPages {
    private final Catalog catalog;
    private final Statement statement;
    private final Templates templates;

    StatementPages(Catalog catalog, Statement statement, Templates templates) {
        this.catalog = catalog;
        this.statement = statement;
        this.templates = templates;
    }

    /// What is typed into the form.
    ///
    /// @param version the version of the decision that the form showed, 0 for none
    record Typed(
            @Nullable String applicable,
            @Nullable String reason,
            @Nullable Integer version) {
        int seenVersion() {
            return version == null ? 0 : version;
        }
    }

    @Requires(Permission.CONTROL_DECIDE)
    @GetMapping("/controls/{edition}/{id}/applicability")
    JteModel form(Shell shell, @PathVariable String edition, @PathVariable String id) {
        var control = control(edition, id);
        var last = statement.history(control.ref()).stream().findFirst();
        var typed = last.map(decision ->
                        new Typed(Boolean.toString(decision.applicable()), decision.reason(), decision.version()))
                .orElse(new Typed("true", "", 0));
        return form(shell, control, typed, "");
    }

    @Requires(Permission.CONTROL_DECIDE)
    @PostMapping("/controls/{edition}/{id}/applicability")
    Reply decide(
            Shell shell,
            Principal principal,
            @PathVariable String edition,
            @PathVariable String id,
            @ModelAttribute Typed typed) {
        var control = control(edition, id);
        var reason = Objects.requireNonNullElse(typed.reason(), "");
        if (!Ruling.says(reason)) {
            return Reply.page(422, form(shell, control, typed, "Say why, in at most 2,000 characters."));
        }
        var ruling = new Ruling(control.ref(), typed.seenVersion(), "true".equals(typed.applicable()), reason);
        return switch (statement.decide(principal.actor(), List.of(ruling))) {
            case Ruled.Done _ -> Reply.to("/controls/" + control.ref(), Flash.done("Decided."));
            case Ruled.Stale stale -> Reply.page(409, form(shell, control, typed, stale.words()));
        };
    }

    private JteModel form(Shell shell, Control control, Typed typed, String refused) {
        var reason = Field.of("reason", "Reason", Objects.requireNonNullElse(typed.reason(), ""))
                .needed()
                .hinted("Why it applies to us, or why it does not: the auditor reads this.");
        return templates.controlApplicability(
                shell.titled("Applicability of " + control.id()),
                control,
                "true".equals(typed.applicable()),
                refused.isEmpty() ? reason : reason.refused(refused),
                typed.seenVersion());
    }

    private Control control(String edition, String id) {
        return ControlPages.ref(edition, id)
                .flatMap(catalog::find)
                .orElseThrow(() -> Problem.notFound("The catalogue has no control " + edition + "/" + id + ".")
                        .exception());
    }
}
