package plumbline.server.identity.people;

import gg.jte.models.runtime.JteModel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.GrantDesk;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.handover.Ownership;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, people: who may sign in, in which roles; invite, change, deactivate.
@Controller
final class PeoplePages {
    private final Accounts accounts;
    private final GrantDesk grants;
    private final Teams teams;
    private final Ownership ownership;
    private final Templates templates;

    PeoplePages(Accounts accounts, GrantDesk grants, Teams teams, Ownership ownership, Templates templates) {
        this.accounts = accounts;
        this.grants = grants;
        this.teams = teams;
        this.ownership = ownership;
        this.templates = templates;
    }

    @GetMapping("/settings/people")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel list(Shell shell) {
        return templates.identityPeople(shell.titled("People"), accounts.all());
    }

    @GetMapping("/settings/people/new")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel form(Shell shell) {
        return form(shell, new Invitation("", "", Set.of()), "", false);
    }

    @PostMapping("/settings/people")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply invite(Shell shell, Principal principal, Invitation invitation) {
        if (!invitation.complete()) {
            return Reply.page(422, form(shell, invitation, "", true));
        }
        return switch (accounts.invite(principal.actor(), invitation.account())) {
            case Accounts.Added.EmailTaken() ->
                Reply.page(422, form(shell, invitation, "Somebody has this address already.", true));
            case Accounts.Added.Invited invited -> Reply.page(link(shell, invited.account(), invited.link()));
            case Accounts.Added.Created created -> Reply.to(href(created.account()));
        };
    }

    @GetMapping("/settings/people/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel person(Shell shell, Principal principal, @PathVariable long id) {
        var account = account(id);
        return templates.identityPerson(
                shell.titled(account.name()),
                account,
                new PersonHoldings(
                        principal.id() == id,
                        grants.of(account, account.active() && principal.id() != id),
                        teams.of(account),
                        ownership.of(principal, account)),
                Event.History.of(
                        accounts.history(account),
                        principal,
                        account.subject().kind(),
                        account.subject().id()));
    }

    @PostMapping("/settings/people/{id}/reactivate")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply reactivate(Principal principal, @PathVariable long id, Change change) {
        return answer(id, accounts.reactivate(principal.actor(), change.of(account(id))), "The account works again.");
    }

    @PostMapping("/settings/people/{id}/link")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply newLink(Shell shell, Principal principal, @PathVariable long id) {
        var account = account(id);
        return account.active()
                ? Reply.page(link(shell, account, accounts.resetLink(principal.actor(), account)))
                : Reply.to(href(account), Flash.failed("A deactivated account gets no link."));
    }

    private static Reply answer(long id, Accounts.Changed changed, String done) {
        var flash = switch (changed) {
            case Accounts.Changed.Done _ -> Flash.done(done);
            case Accounts.Changed.Stale() ->
                Flash.failed("Nothing happened: somebody changed the account meanwhile. Look again.");
            case Accounts.Changed.OwnAccount() -> Flash.failed(Accounts.OWN);
            case Accounts.Changed.LastAdministrator() -> Flash.failed(Accounts.LAST_ADMINISTRATOR);
            case Accounts.Changed.BreakGlass() -> Flash.failed(Accounts.BREAK_GLASS);
            case Accounts.Changed.Beyond() -> Flash.failed(Accounts.BEYOND);
        };
        return Reply.to("/settings/people/" + id, flash);
    }

    private Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    private static String href(Account account) {
        return "/settings/people/" + account.id();
    }

    private JteModel link(Shell shell, Account account, String link) {
        return templates.identityLink(shell.titled("A link for " + account.name()), account, link);
    }

    private JteModel form(Shell shell, Invitation invitation, String emailTaken, boolean checked) {
        var name = Field.of("name", "Name", invitation.name())
                .needed()
                .refused(
                        checked && !NewAccount.isName(invitation.name())
                                ? "Say the name, as others shall see it."
                                : "");
        var email = Field.of("email", "E-mail", invitation.email())
                .needed()
                .refused(
                        checked && !NewAccount.isEmail(invitation.email())
                                ? "This is not an e-mail address."
                                : emailTaken);
        var error = checked && roles(invitation.roles()).isEmpty() ? "Choose at least one role." : "";
        var roles = Field.of("roles", "Roles", "").needed().refused(error);
        return templates.identityInvite(
                shell.titled("Invite a person"),
                List.of(name, email, roles),
                roles(invitation.roles()),
                List.of(Role.values()));
    }

    private static Set<Role> roles(Set<String> words) {
        return Arrays.stream(Role.values())
                .filter(role -> words.contains(role.word()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /// What the form of an invitation sends, and nothing else of an account.
    record Invitation(String name, String email, Set<String> roles) {
        Invitation {
            name = name == null ? "" : name.strip();
            email = email == null ? "" : email.strip();
            roles = roles == null ? Set.of() : Set.copyOf(roles);
        }

        boolean complete() {
            return NewAccount.isName(name)
                    && NewAccount.isEmail(email)
                    && !PeoplePages.roles(roles).isEmpty();
        }

        NewAccount account() {
            return new NewAccount(email, name, PeoplePages.roles(roles));
        }
    }

    /// What a decision about an account sends: the version that was looked at.
    record Change(int version) {
        Account of(Account account) {
            return account.seenAt(version);
        }
    }
}
