package plumbline.server.identity.handover;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Format;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, people, one person: what they own and who takes it over, on leaving or at another time.
@Controller
final class HandoverPages {
    private final Transactions transactions;
    private final Accounts accounts;
    private final Ownership ownership;
    private final Handover handover;
    private final Templates templates;

    HandoverPages(
            Transactions transactions, Accounts accounts, Ownership ownership, Handover handover, Templates templates) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.ownership = ownership;
        this.handover = handover;
        this.templates = templates;
    }

    /// What the forms send.
    ///
    /// @param version of the account that was looked at, where it is ended
    /// @param successor id of whoever takes over, or empty for nobody yet
    record Choice(@Nullable Integer version, @Nullable String successor) {
        String typed() {
            return successor == null ? "" : successor.strip();
        }

        @Nullable Long id() {
            return typed().isEmpty() ? null : typed().matches("[0-9]{1,18}") ? Long.valueOf(typed()) : -1L;
        }
    }

    @GetMapping("/settings/people/{id}/handover")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel handoverForm(Shell shell, Principal principal, @PathVariable long id) {
        return page(shell, principal, account(id), HandoverView.HAND_OVER, new Answer("", ""));
    }

    @PostMapping("/settings/people/{id}/handover")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply handOver(Shell shell, Principal principal, @PathVariable long id, Choice choice) {
        var from = account(id);
        var to = choice.id();
        if (to == null) {
            var nobody = new Answer("", "Choose who takes it over.");
            return Reply.page(422, page(shell, principal, from, HandoverView.HAND_OVER, nobody));
        }
        try {
            var done = transactions.get(tx -> handover.over(tx, principal.actor(), from, to));
            var things = Format.count(done.count(), "thing belongs", "things belong");
            return Reply.to(href(from), Flash.done(things + " to " + done.to().name() + " now."));
        } catch (ProblemException refused) {
            return Reply.page(422, page(shell, principal, from, HandoverView.HAND_OVER, Answer.of(choice, refused)));
        }
    }

    @GetMapping("/settings/people/{id}/deactivate")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel leavingForm(Shell shell, Principal principal, @PathVariable long id) {
        return page(shell, principal, account(id), HandoverView.DEACTIVATE, new Answer("", ""));
    }

    @PostMapping("/settings/people/{id}/deactivate")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply leave(Shell shell, Principal principal, @PathVariable long id, Choice choice) {
        var account = account(id);
        var seen = account.seenAt(choice.version() == null ? 0 : choice.version());
        try {
            var changed = handover.leave(principal.actor(), seen, choice.id());
            return Reply.to(href(account), flash(changed));
        } catch (ProblemException refused) {
            return Reply.page(
                    422, page(shell, principal, account, HandoverView.DEACTIVATE, Answer.of(choice, refused)));
        }
    }

    private static Flash flash(Accounts.Changed changed) {
        return switch (changed) {
            case Accounts.Changed.Done _ ->
                Flash.done("The account, its sessions, and the tokens and links it made have ended.");
            case Accounts.Changed.Stale() ->
                Flash.failed("Nothing happened: somebody changed the account meanwhile. Look again.");
            case Accounts.Changed.OwnAccount() -> Flash.failed(Accounts.OWN);
            case Accounts.Changed.LastAdministrator() -> Flash.failed(Accounts.LAST_ADMINISTRATOR);
            case Accounts.Changed.BreakGlass() -> Flash.failed(Accounts.BREAK_GLASS);
            case Accounts.Changed.Beyond() -> Flash.failed(Accounts.BEYOND);
        };
    }

    /// What was chosen, and what is wrong with it.
    private record Answer(String typed, String wrong) {
        static Answer of(Choice choice, ProblemException refused) {
            var problem = refused.problem();
            return new Answer(
                    choice.typed(), problem.errors().isEmpty() ? problem.detail() : "Choose somebody of the list.");
        }
    }

    private JteModel page(Shell shell, Principal principal, Account account, boolean leaving, Answer answer) {
        var holdings = ownership.of(principal, account);
        var people = new ArrayList<Option>();
        people.add(new Option("", leaving ? "Decide later" : "Choose"));
        accounts.all().stream()
                .filter(other -> other.active() && other.id() != account.id())
                .forEach(other -> people.add(new Option(Long.toString(other.id()), other.name())));
        var field = Field.of("successor", "Who takes over", answer.typed())
                .hinted(
                        leaving
                                ? "Or decide later: administrators get a task, and open tasks go back to their role."
                                : "Everything that passes goes to this one person, in one step.")
                .refused(answer.wrong());
        return templates.identityHandover(
                shell.titled((leaving ? "Deactivate " : "Hand over from ") + account.name()),
                account,
                new HandoverView(leaving, holdings, Ownership.toPass(holdings)),
                field,
                List.copyOf(people));
    }

    private static String href(Account account) {
        return "/settings/people/" + account.id();
    }

    private Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }
}
