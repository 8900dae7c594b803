package plumbline.server.identity.people;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Rights;
import plumbline.server.identity.RightsChange;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.GrantTerms;
import plumbline.server.identity.handover.Handover;

/// People as JSON: who may sign in, in which roles.
@RestController
@RequestMapping(PeopleApi.ADDRESS)
final class PeopleApi {
    static final String ADDRESS = "/api/v1/people";
    private static final String LIST = "people by id";

    private final Accounts accounts;
    private final Handover handover;
    private final Idempotency idempotency;

    PeopleApi(Accounts accounts, Handover handover, Idempotency idempotency) {
        this.accounts = accounts;
        this.handover = handover;
        this.idempotency = idempotency;
    }

    /// A person.
    ///
    /// @param roles the roles in force, of the person and of their teams
    /// @param state `active`, `invited` until a password is set, or `deactivated`
    record PersonBody(
            long id,
            String email,
            String name,
            List<String> roles,
            String state,
            Instant createdAt,
            @Nullable Instant signedInAt,
            int version) {}

    /// Somebody to invite.
    ///
    /// @param roles one or more of the built-in roles, such as `engineer` or `compliance manager`;
    /// auditors for 90 days
    record NewPerson(String email, String name, List<String> roles) {}

    /// A person and the link with which they set their password.
    ///
    /// @param link works once, for three days; shown this once, null when the request is repeated
    record PersonLink(PersonBody person, @Nullable String link) {}

    /// All the roles of a person from now on, everywhere.
    record Roles(List<String> roles) {}

    /// Whether a person may sign in.
    ///
    /// @param successor id of whoever takes over what a person has whose account ends; nothing to decide later
    record Activity(boolean active, @Nullable Long successor) {}

    /// People, in the order in which they came.
    @GetMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<PersonBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var rows = accounts.after(after == null ? 0 : after.id(0), most + 1);
        return Page.of(rows, most, LIST, row -> Cursor.of(row.id())).map(this::body);
    }

    /// One person.
    @GetMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<PersonBody> get(@PathVariable long id) {
        return answer(account(id));
    }

    /// Invites a person, who sets a password by the link.
    @PostMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<PersonLink> invite(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewPerson body) {
        var account = account(body);
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        try {
            return idempotency.once(asked, PersonLink.class, tx -> {
                var invited = accounts.invite(tx, principal.actor(), account);
                var person = body(invited.account());
                return Idempotency.Done.created(ADDRESS + "/" + person.id(), new PersonLink(person, invited.link()))
                        .version(person.version())
                        .keeping(new PersonLink(person, null));
            });
        } catch (IntegrityConstraintViolationException taken) {
            throw Problem.invalid("/email", "is that of somebody else already").exception();
        }
    }

    /// Makes a new link to set a password; earlier ones stop working.
    @PostMapping("/{id}/link")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<PersonLink> newLink(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var account = account(id);
        if (!account.active()) {
            throw Problem.conflict("A deactivated account gets no link.").exception();
        }
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS + "/" + id + "/link", "");
        return idempotency.once(
                asked,
                PersonLink.class,
                tx -> Idempotency.Done.ok(
                                new PersonLink(body(account), accounts.resetLink(tx, principal.actor(), account)))
                        .keeping(new PersonLink(body(account), null)));
    }

    /// Gives a person exactly these roles, everywhere; an auditor is one for 90 days. Refused while they hold a role
    /// for some time, on some services or through a team, which this would turn into one everywhere and for ever.
    @PutMapping("/{id}/roles")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<PersonBody> changeRoles(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody Roles body) {
        var roles = complete(body.roles());
        var account = account(id);
        int version = ETag.required(seen);
        // Of another version than the caller's nothing is told but that it is another.
        if (version == account.version()) {
            requirePlainRoles(account);
        }
        return answer(accounts.changeRoles(principal.actor(), account.seenAt(version), roles));
    }

    private void requirePlainRoles(Account account) {
        var others = account.grants().stream()
                .filter(grant -> !grant.ended(accounts.now()))
                .filter(grant -> grant.team() != null
                        || grant.from() != null
                        || grant.until() != null
                        || !grant.scope().isEverywhere())
                .toList();
        if (!others.isEmpty()) {
            var grants = ADDRESS + "/" + account.id() + "/grants";
            throw Problem.conflict("This person holds roles for some time, on some services or through a team. Give"
                            + " and take single roles instead: POST " + grants + ", DELETE " + grants + "/{grant}.")
                    .with("grants", others.stream().map(Rights.Grant::id).toList())
                    .exception();
        }
    }

    /// Ends an account at once, with its sessions and the tokens it made; or lets it sign in again.
    @PutMapping("/{id}/activity")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<PersonBody> changeActivity(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody Activity body) {
        var account = account(id).seenAt(ETag.required(seen));
        if (body.active() && body.successor() != null) {
            throw Problem.invalid("/successor", "must be left out for somebody who comes back")
                    .exception();
        }
        return answer(
                body.active()
                        ? accounts.reactivate(principal.actor(), account)
                        : handover.leave(principal.actor(), account, body.successor()));
    }

    private ResponseEntity<PersonBody> answer(Accounts.Changed changed) {
        return answer(RightsChange.required(changed));
    }

    private ResponseEntity<PersonBody> answer(Account account) {
        return ResponseEntity.ok().eTag(ETag.of(account.version())).body(body(account));
    }

    private Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    private static NewAccount account(NewPerson body) {
        var email = body.email() == null ? "" : body.email();
        var name = body.name() == null ? "" : body.name();
        var wrong = Problem.of(ProblemType.INVALID, "This person cannot be invited.");
        wrong = NewAccount.isEmail(email) ? wrong : wrong.error("/email", "must be an e-mail address");
        wrong = NewAccount.isName(name) ? wrong : wrong.error("/name", "must have 1 to 100 printable characters");
        if (!wrong.errors().isEmpty()) {
            throw wrong.exception();
        }
        return new NewAccount(email, name, complete(body.roles()));
    }

    private static Set<Role> complete(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            throw Problem.invalid("/roles", "must name at least one role").exception();
        }
        var roles = EnumSet.noneOf(Role.class);
        for (var word : words) {
            roles.add(Role.find(word == null ? "" : word)
                    .orElseThrow(() -> GrantTerms.notARole("/roles/" + words.indexOf(word))));
        }
        return roles;
    }

    private PersonBody body(Account account) {
        return new PersonBody(
                account.id(),
                account.email(),
                account.name(),
                account.roleWords(accounts.now()),
                !account.active() ? "deactivated" : account.hasPassword() ? "active" : "invited",
                account.createdAt(),
                account.signedInAt(),
                account.version());
    }
}
