package plumbline.server.identity.grant;

import gg.jte.models.runtime.JteModel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings: give somebody or a team a role, take it away; and what somebody may do, with where it comes from.
@Controller
final class GrantPages {
    private final Grants grants;
    private final GrantDesk desk;
    private final Teams teams;
    private final Templates templates;

    GrantPages(Grants grants, GrantDesk desk, Teams teams, Templates templates) {
        this.grants = grants;
        this.desk = desk;
        this.teams = teams;
        this.templates = templates;
    }

    /// What the form of a role to be given sends.
    ///
    /// @param from the first day, or blank
    /// @param until the last day, or blank
    record Typed(String role, Set<String> services, String from, String until) {
        Typed {
            role = role == null ? "" : role;
            services = services == null ? Set.of() : Set.copyOf(services);
            from = from == null ? "" : from.strip();
            until = until == null ? "" : until.strip();
        }

        GrantDesk.Asked asked() {
            return new GrantDesk.Asked(
                    role, services.stream().sorted().toList(), day("/from", from, 0), day("/until", until, 1));
        }

        private static @Nullable Instant day(String pointer, String text, int later) {
            try {
                return text.isEmpty()
                        ? null
                        : LocalDate.parse(text)
                                .plusDays(later)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant();
            } catch (DateTimeParseException e) {
                throw Problem.invalid(pointer, "must be a day such as 2027-01-31")
                        .exception();
            }
        }
    }

    @GetMapping("/settings/people/{id}/grants/new")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel formForPerson(Shell shell, Principal principal, @PathVariable long id) {
        return form(shell, principal, person(id), new Typed("", Set.of(), "", ""), null);
    }

    @PostMapping("/settings/people/{id}/grants")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply giveToPerson(Shell shell, Principal principal, @PathVariable long id, Typed typed) {
        return give(shell, principal, person(id), typed);
    }

    @PostMapping("/settings/people/{id}/grants/{grant}/take")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply takeFromPerson(Principal principal, @PathVariable long id, @PathVariable long grant) {
        return take(principal, person(id), grant);
    }

    @GetMapping("/settings/teams/{id}/grants/new")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel formForTeam(Shell shell, Principal principal, @PathVariable long id) {
        return form(shell, principal, team(id), new Typed("", Set.of(), "", ""), null);
    }

    @PostMapping("/settings/teams/{id}/grants")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply giveToTeam(Shell shell, Principal principal, @PathVariable long id, Typed typed) {
        return give(shell, principal, team(id), typed);
    }

    @PostMapping("/settings/teams/{id}/grants/{grant}/take")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply takeFromTeam(Principal principal, @PathVariable long id, @PathVariable long grant) {
        return take(principal, team(id), grant);
    }

    /// A holder with the words for it.
    private record Named(Holder holder, String name, String page, String tab) {}

    private Named person(long id) {
        return new Named(new Holder.Person(id), account(id).name(), "/settings/people/" + id, "/settings/people");
    }

    private Named team(long id) {
        var team = teams.find(id).orElseThrow(Teams::gone);
        return new Named(new Holder.Members(id), team.name(), "/settings/teams/" + id, "/settings/teams");
    }

    private Reply give(Shell shell, Principal principal, Named holder, Typed typed) {
        try {
            grants.give(principal.actor(), holder.holder(), desk.grant(principal, typed.asked()));
            return Reply.to(holder.page(), Flash.done(holder.name() + " holds the role."));
        } catch (ProblemException refused) {
            return Reply.page(422, form(shell, principal, holder, typed, refused.problem()));
        }
    }

    private Reply take(Principal principal, Named holder, long grant) {
        try {
            grants.take(principal.actor(), holder.holder(), grant);
            return Reply.to(holder.page(), Flash.done("The role is taken away, and what rested on it has ended."));
        } catch (ProblemException refused) {
            return Reply.to(holder.page(), Flash.failed(refused.problem().detail()));
        }
    }

    private JteModel form(Shell shell, Principal principal, Named holder, Typed typed, @Nullable Problem refused) {
        var fields = List.of(
                field("role", "Role", typed.role(), refused).needed(),
                field("services", "Only on", "", refused),
                field("from", "First day", typed.from(), refused).hinted("Empty: from now on."),
                field("until", "Last day", typed.until(), refused)
                        .hinted("Empty: for ever; for an auditor 90 days. The day itself belongs to it."));
        return templates.identityGrant(
                shell.titled("Give a role to " + holder.name()),
                new GrantForm(
                        holder.name(),
                        holder.page(),
                        holder.tab(),
                        desk.roleOptions(holder.holder()),
                        desk.services(principal),
                        typed.services()),
                fields,
                refused != null && refused.errors().isEmpty() ? refused.detail() : "");
    }

    /// What is wrong stands beside the field that a problem points to.
    static Field field(String name, String label, String value, @Nullable Problem refused) {
        var field = Field.of(name, label, value);
        return refused == null
                ? field
                : refused.errors().stream()
                        .filter(error -> error.pointer().equals("/" + name)
                                || error.pointer().startsWith("/" + name + "/"))
                        .findFirst()
                        .map(error -> field.refused(label + " " + error.detail() + "."))
                        .orElse(field);
    }

    @GetMapping("/settings/people/{id}/rights")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel rights(Shell shell, @PathVariable long id) {
        var account = account(id);
        return templates.identityRights(
                shell.titled("What " + account.name() + " may do"),
                account,
                desk.rights(account),
                desk.of(account, false),
                "/settings/people");
    }

    @GetMapping("/settings/account/rights")
    @Requires(Permission.ACCOUNT_OWN)
    JteModel ownRights(Shell shell, Principal principal) {
        var account = account(principal.id());
        return templates.identityRights(
                shell.titled("What I may do"),
                account,
                desk.rights(account),
                desk.of(account, false),
                "/settings/account");
    }

    private Account account(long id) {
        return desk.person(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }
}
