package plumbline.server.identity.grant;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, teams: who is in them, what they hold.
@Controller
final class TeamPages {
    private static final int SHOWN = 100;

    private final Teams teams;
    private final Grants grants;
    private final GrantDesk desk;
    private final Accounts accounts;
    private final Templates templates;

    TeamPages(Teams teams, Grants grants, GrantDesk desk, Accounts accounts, Templates templates) {
        this.teams = teams;
        this.grants = grants;
        this.desk = desk;
        this.accounts = accounts;
        this.templates = templates;
    }

    /// What the form of a team sends.
    ///
    /// @param lead e-mail of whoever speaks for it, or blank
    /// @param version that was seen; none for a new one
    record Typed(
            String name,
            String purpose,
            String lead,
            @Nullable Integer version) {
        Typed {
            name = name == null ? "" : name.strip();
            purpose = purpose == null ? "" : purpose.strip();
            lead = lead == null ? "" : lead.strip();
        }

        int seen() {
            return version == null ? 0 : version;
        }

        static Typed of(Team team) {
            var lead = team.lead();
            return new Typed(team.name(), team.purpose(), lead == null ? "" : lead.email(), team.version());
        }
    }

    @GetMapping("/settings/teams")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel list(Shell shell) {
        return list(shell, new Typed("", "", "", 0), null);
    }

    @PostMapping("/settings/teams")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply create(Shell shell, Principal principal, Typed typed) {
        try {
            var created = teams.create(principal.actor(), description(typed));
            return Reply.to(page(created.id()), Flash.done("The team is there: put people into it, give it roles."));
        } catch (ProblemException refused) {
            return Reply.page(422, list(shell, typed, refused.problem()));
        }
    }

    @GetMapping("/settings/teams/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        var team = team(id);
        return show(shell, principal, team, Typed.of(team), null);
    }

    @PostMapping("/settings/teams/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply change(Shell shell, Principal principal, @PathVariable long id, Typed typed) {
        var team = team(id);
        try {
            teams.change(principal.actor(), id, typed.seen(), description(typed));
            return Reply.to(page(id), Flash.done("Changed."));
        } catch (ProblemException refused) {
            return Reply.page(422, show(shell, principal, team, typed, refused.problem()));
        }
    }

    @PostMapping("/settings/teams/{id}/members")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply add(Shell shell, Principal principal, @PathVariable long id, @RequestParam String email) {
        var team = team(id);
        var account = accounts.find(email);
        if (account.isEmpty()) {
            var nobody = Problem.invalid("/email", "is not the address of anybody here");
            return Reply.page(422, show(shell, principal, team, Typed.of(team), nobody));
        }
        return after(
                id,
                account.get().name() + " is in the team.",
                () -> teams.add(principal.actor(), id, account.get().id()));
    }

    @PostMapping("/settings/teams/{id}/members/{person}/remove")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply remove(Principal principal, @PathVariable long id, @PathVariable long person) {
        return after(
                id,
                "Taken out of the team, and what rested on it has ended.",
                () -> teams.remove(principal.actor(), id, person));
    }

    @GetMapping("/settings/teams/{id}/dissolve")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel confirmDissolution(Shell shell, @PathVariable long id) {
        return templates.identityDissolve(shell.titled("Dissolve a team"), team(id));
    }

    @PostMapping("/settings/teams/{id}/dissolve")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply dissolve(Principal principal, @PathVariable long id, @RequestParam int version) {
        try {
            teams.dissolve(principal.actor(), id, version);
            return Reply.to("/settings/teams", Flash.done("The team is dissolved."));
        } catch (ProblemException refused) {
            return Reply.to(page(id), Flash.failed(refused.problem().detail()));
        }
    }

    private static Reply after(long id, String done, Runnable work) {
        try {
            work.run();
            return Reply.to(page(id), Flash.done(done));
        } catch (ProblemException refused) {
            return Reply.to(page(id), Flash.failed(refused.problem().detail()));
        }
    }

    private Team.Description description(Typed typed) {
        if (typed.lead().isEmpty()) {
            return new Team.Description(typed.name(), typed.purpose(), null);
        }
        var lead = accounts.find(typed.lead())
                .filter(Account::active)
                .orElseThrow(() -> Problem.invalid("/lead", "is not the e-mail address of anybody here")
                        .exception());
        return new Team.Description(typed.name(), typed.purpose(), lead.id());
    }

    private Team team(long id) {
        return teams.find(id).orElseThrow(Teams::gone);
    }

    private static String page(long id) {
        return "/settings/teams/" + id;
    }

    private JteModel list(Shell shell, Typed typed, @Nullable Problem refused) {
        return templates.identityTeams(shell.titled("Teams"), teams.all(), fields(typed, refused));
    }

    private JteModel show(Shell shell, Principal principal, Team team, Typed typed, @Nullable Problem refused) {
        var held = GrantRows.of(
                grants.of(new Holder.Members(team.id())), desk.names(), desk.now(), page(team.id()) + "/grants/");
        var asked = new Page.Request(SHOWN, shell.address().first("after"));
        var members = Page.within(teams.members(team), asked, "people of " + team.id(), one -> Long.toString(one.id()));
        return templates.identityTeam(
                shell.titled(team.name()),
                team,
                members.items(),
                new Pager(shell.address(), members.items().size(), team.members(), members.nextCursor()),
                held,
                fields(typed, refused),
                GrantPages.field("email", "E-mail", "", refused).needed(),
                Event.History.of(
                        teams.history(team),
                        principal,
                        team.subject().kind(),
                        team.subject().id()));
    }

    private static List<Field> fields(Typed typed, @Nullable Problem refused) {
        return List.of(
                GrantPages.field("name", "Name", typed.name(), refused).needed(),
                GrantPages.field("purpose", "Purpose", typed.purpose(), refused),
                GrantPages.field("lead", "Lead", typed.lead(), refused)
                        .hinted("The e-mail address of whoever speaks for it; may be empty."));
    }
}
