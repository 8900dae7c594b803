package plumbline.server.control.statement;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.catalog.Catalog;
import plumbline.catalog.Edition;
import plumbline.server.api.Problem;
import plumbline.server.control.Ruled;
import plumbline.server.control.Ruling;
import plumbline.server.control.Statement;
import plumbline.server.control.StatementRow;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Flash;
import plumbline.server.web.Format;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// The draft of the statement as a page: what is decided of each control, and deciding about several at once.
@Controller
final class StatementDraftPages {
    private static final StatementDraft.Form EMPTY = StatementDraft.Form.of(Set.of(), "", "");

    private final Catalog catalog;
    private final Statement statement;
    private final StatementVersions versions;
    private final Templates templates;

    StatementDraftPages(Catalog catalog, Statement statement, StatementVersions versions, Templates templates) {
        this.catalog = catalog;
        this.statement = statement;
        this.versions = versions;
        this.templates = templates;
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/statement/{edition}")
    JteModel draft(Shell shell, Principal principal, @PathVariable String edition) {
        return page(shell, principal, known(edition), shell.address(), EMPTY);
    }

    /// The list as an address filters it: that of an input that is refused is the one it was made on.
    private JteModel page(
            Shell shell, Principal principal, Edition edition, Address address, StatementDraft.Form form) {
        var all = rows(edition);
        var draft = new StatementDraft(
                edition.id(),
                DraftFilter.of(address).among(all),
                versions.standing(edition.id()),
                principal.mayEverywhere(Permission.CONTROL_DECIDE),
                form,
                address.href());
        return templates.controlStatement(
                shell.titled("Statement of applicability"), draft, DraftFilter.form(address, edition, all));
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping(path = "/statement/{edition}", params = "format")
    Sheet sheet(Shell shell, @PathVariable String edition) {
        var sheet = new Sheet(
                "statement-of-applicability-" + edition,
                List.of("edition", "control", "title", "applicability", "reason", "decided by", "decided at"));
        for (var row : DraftFilter.of(shell.address()).among(rows(known(edition)))) {
            var decision = row.decision();
            sheet.row(List.of(
                    edition,
                    row.control().id(),
                    row.control().title(),
                    row.applies(),
                    decision == null ? "" : decision.reason(),
                    decision == null ? "" : decision.decidedBy(),
                    decision == null ? "" : decision.decidedAt()));
        }
        return sheet;
    }

    /// What the form sends.
    ///
    /// @param control the boxes that are ticked, each with the version that was shown
    /// @param back the list as it was filtered
    record Typed(
            @Nullable List<String> control,
            @Nullable String applies,
            @Nullable String reason,
            @Nullable String back) {

        Set<String> chosen() {
            return new LinkedHashSet<>(Objects.requireNonNullElse(control, List.<String>of()));
        }

        /// The form as it is shown again, with what is wrong beside what was typed.
        StatementDraft.Form form() {
            var answer = Objects.requireNonNullElse(applies, "");
            var why = Objects.requireNonNullElse(reason, "");
            boolean answered = answer.equals(StatementDraft.Form.YES) || answer.equals(StatementDraft.Form.NO);
            return StatementDraft.Form.of(chosen(), answer, why)
                    .refused(
                            chosen().isEmpty() ? "Choose at least one." : "",
                            answered ? "" : "Say whether they apply.",
                            Ruling.says(why) ? "" : "Say why, in at most 2,000 characters.");
        }

        List<Ruling> rulings(Edition edition) {
            boolean applicable = StatementDraft.Form.YES.equals(applies);
            var why = Objects.requireNonNullElse(reason, "");
            var rulings = new ArrayList<Ruling>();
            for (var row : chosen()) {
                var parts = row.split(":", -1);
                var control = edition.controls().stream()
                        .filter(known -> known.id().value().equals(parts[0]))
                        .findFirst();
                boolean twice = control.isPresent()
                        && rulings.stream()
                                .anyMatch(ruling ->
                                        ruling.control().equals(control.get().ref()));
                if (control.isEmpty() || twice || parts.length != 2 || !parts[1].matches("[0-9]{1,9}")) {
                    throw Problem.invalid("/control", "must be controls of this statement, each once")
                            .exception();
                }
                rulings.add(new Ruling(control.get().ref(), Integer.parseInt(parts[1]), applicable, why));
            }
            return rulings;
        }

        /// Back to the list as it was filtered, and nowhere else.
        String backTo(Edition edition) {
            var list = "/statement/" + edition.id();
            var wanted = Objects.requireNonNullElse(back, "");
            return wanted.startsWith(list + "?") ? wanted : list;
        }
    }

    @Requires(Permission.CONTROL_DECIDE)
    @PostMapping("/statement/{edition}/decisions")
    Reply decide(Shell shell, Principal principal, @PathVariable String edition, @ModelAttribute Typed typed) {
        var known = known(edition);
        var from = Address.parse(typed.backTo(known));
        var form = typed.form();
        if (form.wrong()) {
            return Reply.page(422, page(shell, principal, known, from, form));
        }
        return switch (statement.decide(principal.actor(), typed.rulings(known))) {
            case Ruled.Done(var decisions) ->
                Reply.to(
                        from.href(),
                        Flash.done(Format.count(decisions.size(), "control is", "controls are") + " "
                                + Objects.requireNonNull(typed.applies()) + " now."));
            case Ruled.Stale(var rows) -> Reply.page(409, page(shell, principal, known, from, form.late(rows)));
        };
    }

    private List<StatementRow> rows(Edition edition) {
        var decisions = statement.decisions(edition.id());
        return edition.controls().stream()
                .map(control -> new StatementRow(control, decisions.get(control.ref())))
                .toList();
    }

    private Edition known(String edition) {
        return catalog.editions().stream()
                .filter(known -> known.id().equals(edition))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The catalogue has no edition " + edition + ".")
                        .exception());
    }
}
