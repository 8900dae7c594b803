package plumbline.server.identity.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Teams and who is in them, as JSON.
@RestController
@RequestMapping(TeamApi.ADDRESS)
final class TeamApi {
    static final String ADDRESS = "/api/v1/teams";

    private final Teams teams;
    private final GrantDesk desk;
    private final Idempotency idempotency;

    TeamApi(Teams teams, GrantDesk desk, Idempotency idempotency) {
        this.teams = teams;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /// A team.
    ///
    /// @param lead id of the person who speaks for it, or null
    /// @param members how many people are in it
    /// @param directory whether a directory names and fills it, by SCIM: that does not change here
    record TeamBody(
            long id,
            String name,
            String purpose,
            @Nullable Long lead,
            long members,
            boolean directory,
            Instant createdAt,
            int version) {}

    /// What a team shall be.
    ///
    /// @param lead id of the person who speaks for it, or nothing
    record NewTeam(
            String name, @Nullable String purpose, @Nullable Long lead) {}

    /// Somebody of a team.
    record MemberBody(long id, String name, String email) {}

    /// Teams by name.
    @GetMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<TeamBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(teams.all(), new Page.Request(limit, cursor), "teams", team -> Long.toString(team.id()))
                .map(TeamApi::body);
    }

    /// One team.
    @GetMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<TeamBody> get(@PathVariable long id) {
        return answer(team(id));
    }

    /// Makes a team, with nobody in it.
    @PostMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<TeamBody> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewTeam body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        var description = description(body);
        return idempotency.once(asked, TeamBody.class, tx -> {
            var created = teams.create(tx, principal.actor(), description);
            return Idempotency.Done.created(ADDRESS + "/" + created.id(), body(created))
                    .version(created.version());
        });
    }

    /// Changes the version of a team that the caller saw.
    @PutMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<TeamBody> change(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody NewTeam body) {
        team(id);
        return answer(teams.change(principal.actor(), id, ETag.required(seen), description(body)));
    }

    /// Dissolves the version of a team that the caller saw; what its members held through it ends.
    @DeleteMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dissolve(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        team(id);
        teams.dissolve(principal.actor(), id, ETag.required(seen));
    }

    /// The people in a team, by name.
    @GetMapping("/{id}/members")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<MemberBody> members(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        teams.members(team(id)),
                        new Page.Request(limit, cursor),
                        "members of " + id,
                        member -> Long.toString(member.id()))
                .map(member -> new MemberBody(member.id(), member.name(), member.email()));
    }

    /// Puts a person into a team; again, it changes nothing.
    @PutMapping("/{id}/members/{person}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(Principal principal, @PathVariable long id, @PathVariable long person) {
        teams.add(principal.actor(), id, person);
    }

    /// Takes a person out of a team; again, it changes nothing.
    @DeleteMapping("/{id}/members/{person}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal principal, @PathVariable long id, @PathVariable long person) {
        teams.remove(principal.actor(), id, person);
    }

    private Team.Description description(NewTeam body) {
        if (body.lead() != null
                && desk.person(body.lead()).filter(Account::active).isEmpty()) {
            throw Problem.invalid("/lead", "must be the id of somebody who may sign in")
                    .exception();
        }
        return new Team.Description(
                body.name() == null ? "" : body.name(), body.purpose() == null ? "" : body.purpose(), body.lead());
    }

    private Team team(long id) {
        return teams.find(id).orElseThrow(Teams::gone);
    }

    private static ResponseEntity<TeamBody> answer(Team team) {
        return ResponseEntity.ok().eTag(ETag.of(team.version())).body(body(team));
    }

    private static TeamBody body(Team team) {
        var lead = team.lead();
        return new TeamBody(
                team.id(),
                team.name(),
                team.purpose(),
                lead == null ? null : lead.id(),
                team.members(),
                team.directory(),
                team.createdAt(),
                team.version());
    }
}
