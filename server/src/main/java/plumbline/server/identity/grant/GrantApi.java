package plumbline.server.identity.grant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Rights.Grant;

/// Roles that people and teams hold, and what a person may do by them, as JSON.
@RestController
@RequestMapping("/api/v1")
final class GrantApi {
    private final Grants grants;
    private final GrantDesk desk;
    private final Teams teams;
    private final Idempotency idempotency;

    GrantApi(Grants grants, GrantDesk desk, Teams teams, Idempotency idempotency) {
        this.grants = grants;
        this.desk = desk;
        this.teams = teams;
        this.idempotency = idempotency;
    }

    /// A role that somebody holds.
    ///
    /// @param services keys of the cloud services that it is limited to, or null for everywhere
    /// @param from its first moment, or null
    /// @param until the first moment after it, or null for ever
    /// @param team through which it is held, or null
    record GrantBody(
            long id,
            String role,
            @Nullable List<String> services,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String team) {}

    /// A role to be given.
    ///
    /// @param role a built-in role or one of the organisation's, by name
    /// @param services keys of the cloud services that it shall be limited to; none for everywhere
    /// @param until null for ever, but 90 days for an auditor
    record NewGrantBody(
            String role,
            @Nullable List<String> services,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// One permission of a person.
    ///
    /// @param services keys of the cloud services that it is limited to, or null for everywhere
    /// @param sources the grants that give it; none for what every person has
    record RightBody(String permission, @Nullable List<String> services, List<GrantBody> sources) {}

    /// The roles that a person holds, by themselves and through teams.
    @GetMapping("/people/{id}/grants")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<GrantBody> ofPerson(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return page(account(id).grants(), "grants of person " + id, new Page.Request(limit, cursor));
    }

    /// The roles that a team holds for its members.
    @GetMapping("/teams/{id}/grants")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<GrantBody> ofTeam(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return page(grants.of(team(id)), "grants of team " + id, new Page.Request(limit, cursor));
    }

    private Page<GrantBody> page(List<Grant> held, String list, Page.Request asked) {
        var words = desk.names().of(held);
        return Page.within(held, asked, list, grant -> Long.toString(grant.id()))
                .map(grant -> body(grant, words));
    }

    /// Gives a person a role.
    @PostMapping("/people/{id}/grants")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<GrantBody> giveToPerson(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewGrantBody body) {
        account(id);
        var address = "/api/v1/people/" + id + "/grants";
        return give(
                principal,
                new Holder.Person(id),
                new Idempotency.Asked(caller(principal), key, "POST " + address, body));
    }

    /// Gives a team a role, which all its members hold from then on.
    @PostMapping("/teams/{id}/grants")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<GrantBody> giveToTeam(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewGrantBody body) {
        var address = "/api/v1/teams/" + id + "/grants";
        return give(principal, team(id), new Idempotency.Asked(caller(principal), key, "POST " + address, body));
    }

    private static String caller(Principal principal) {
        return principal.actor().id();
    }

    private ResponseEntity<GrantBody> give(Principal principal, Holder holder, Idempotency.Asked asked) {
        var body = (NewGrantBody) asked.body();
        var grant = desk.grant(
                principal,
                new GrantDesk.Asked(
                        body.role() == null ? "" : body.role(),
                        body.services() == null
                                ? List.of()
                                : body.services().stream().map(String::valueOf).toList(),
                        body.from(),
                        body.until()));
        return idempotency.once(asked, GrantBody.class, tx -> {
            var given = grants.give(tx, principal.actor(), holder, grant);
            var address = asked.operation().substring("POST ".length());
            return Idempotency.Done.created(
                    address + "/" + given.id(), body(given, desk.names().of(List.of(given))));
        });
    }

    /// Takes a role away from a person, and ends what rests on it alone.
    @DeleteMapping("/people/{id}/grants/{grant}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeFromPerson(Principal principal, @PathVariable long id, @PathVariable long grant) {
        account(id);
        grants.take(principal.actor(), new Holder.Person(id), grant);
    }

    /// Takes a role away from a team, and ends what rests on it alone.
    @DeleteMapping("/teams/{id}/grants/{grant}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeFromTeam(Principal principal, @PathVariable long id, @PathVariable long grant) {
        grants.take(principal.actor(), team(id), grant);
    }

    /// What a person may do now, where, and which grants it comes from.
    @GetMapping("/people/{id}/rights")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<RightBody> rights(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rights(account(id), new Page.Request(limit, cursor));
    }

    /// What the caller may do now, where, and which grants it comes from.
    @GetMapping("/me/rights")
    @Requires(Permission.ACCOUNT_OWN)
    Page<RightBody> ownRights(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rights(account(principal.id()), new Page.Request(limit, cursor));
    }

    private Page<RightBody> rights(Account account, Page.Request asked) {
        var words = desk.names().of(account.grants());
        return Page.within(
                        desk.rights(account).lines(),
                        asked,
                        "rights of person " + account.id(),
                        line -> line.permission().word())
                .map(line -> new RightBody(
                        line.permission().word(),
                        words.keys(line.scope()),
                        line.sources().stream()
                                .map(source -> body(source.grant(), words))
                                .toList()));
    }

    private static GrantBody body(Grant grant, ServiceNames.Words words) {
        var team = grant.team();
        return new GrantBody(
                grant.id(),
                grant.name(),
                words.keys(grant.scope()),
                grant.from(),
                grant.until(),
                team == null ? null : team.name());
    }

    private Account account(long id) {
        return desk.person(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    private Holder team(long id) {
        return new Holder.Members(teams.find(id).orElseThrow(Teams::gone).id());
    }
}
