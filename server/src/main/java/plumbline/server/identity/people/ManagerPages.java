package plumbline.server.identity.people;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, people, one person: who hears of it when the person's work is overdue.
@Controller
final class ManagerPages {
    private final Accounts accounts;
    private final Managers managers;
    private final Templates templates;

    ManagerPages(Accounts accounts, Managers managers, Templates templates) {
        this.accounts = accounts;
        this.managers = managers;
        this.templates = templates;
    }

    @GetMapping("/settings/people/{id}/manager")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel form(Shell shell, @PathVariable long id) {
        var now = managers.of(id).map(manager -> Long.toString(manager.id())).orElse("");
        return form(shell, account(id), now, "");
    }

    @PostMapping("/settings/people/{id}/manager")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply name(Shell shell, Principal principal, @PathVariable long id, Choice choice) {
        var account = account(id);
        var typed = choice.manager() == null ? "" : choice.manager();
        if (!typed.matches("[0-9]{0,18}")) {
            return Reply.page(422, form(shell, account, "", "Choose somebody of the list."));
        }
        var manager = typed.isEmpty() ? null : Long.valueOf(typed);
        return switch (managers.name(principal.actor(), account.seenAt(choice.version()), manager)) {
            case Managers.Named.Done _ -> Reply.to("/settings/people/" + id, Flash.done("The manager is named."));
            case Managers.Named.Stale() ->
                Reply.to(
                        "/settings/people/" + id,
                        Flash.failed("Nothing happened: somebody changed the account meanwhile. Look again."));
            case Managers.Named.Refused(var why) -> Reply.page(422, form(shell, account, typed, why));
        };
    }

    /// What the form sends.
    record Choice(int version, @Nullable String manager) {}

    private JteModel form(Shell shell, Account account, String chosen, String refused) {
        var options = new ArrayList<Option>();
        options.add(new Option("", "Nobody"));
        accounts.all().stream()
                .filter(other -> other.active() && other.id() != account.id())
                .forEach(other -> options.add(new Option(Long.toString(other.id()), other.name())));
        return templates.identityManager(
                shell.titled("The manager of " + account.name()),
                account,
                Field.of("manager", "Manager", chosen)
                        .hinted("Hears of it when a task of this person is overdue for some days.")
                        .refused(refused),
                options);
    }

    private Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }
}
