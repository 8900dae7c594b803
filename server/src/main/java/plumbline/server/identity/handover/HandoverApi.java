package plumbline.server.identity.handover;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// What a person owns, and who takes it over, as JSON.
@RestController
@RequestMapping("/api/v1/people/{id}")
final class HandoverApi {
    private final Accounts accounts;
    private final Ownership ownership;
    private final Handover handover;
    private final Idempotency idempotency;

    HandoverApi(Accounts accounts, Ownership ownership, Handover handover, Idempotency idempotency) {
        this.accounts = accounts;
        this.ownership = ownership;
        this.handover = handover;
        this.idempotency = idempotency;
    }

    /// What a person owns.
    ///
    /// @param toPass how many things somebody must take over when the person leaves
    record OwnedBody(int toPass, List<OwnedKind> kinds) {}

    /// What a person owns of one kind.
    ///
    /// @param kind for example `service`
    /// @param fate `passes` to whoever takes over, `ends` with the account, or `rests` with it
    /// @param count of all of them
    /// @param things the first hundred of those that the caller may see
    record OwnedKind(String kind, String name, String fate, int count, List<OwnedThing> things) {}

    /// One thing that a person owns.
    ///
    /// @param id as people see it, or empty
    /// @param link path of its page
    record OwnedThing(String id, String name, String link) {}

    /// Who takes over.
    ///
    /// @param to id of the person
    record Successor(@Nullable Long to) {}

    /// What was handed over.
    ///
    /// @param to id of the person who has it now
    /// @param count how many things
    record HandedOver(long to, int count, List<HandedKind> kinds) {}

    /// How many things of one kind were handed over.
    record HandedKind(String kind, int count) {}

    /// What a person owns, by kind.
    @GetMapping("/owned")
    @Requires(Permission.ACCOUNT_MANAGE)
    OwnedBody owned(Principal principal, @PathVariable long id) {
        var holdings = ownership.of(principal, account(id));
        return new OwnedBody(
                Ownership.toPass(holdings),
                holdings.stream().map(HandoverApi::body).toList());
    }

    /// Gives all that a person owns, and that somebody else can have, to one other person who can sign in.
    @PostMapping("/handover")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<HandedOver> handOver(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Successor body) {
        var from = account(id);
        long to = Objects.requireNonNullElse(body.to(), -1L);
        var operation = "POST /api/v1/people/" + id + "/handover";
        return idempotency.once(
                new Idempotency.Asked(principal.actor().id(), key, operation, body),
                HandedOver.class,
                tx -> Idempotency.Done.ok(body(handover.over(tx, principal.actor(), from, to))));
    }

    private Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    private static OwnedKind body(Ownership.Holding holding) {
        var kind = holding.kind();
        return new OwnedKind(
                kind.kind(),
                kind.words().many(),
                kind.fate().word(),
                holding.count(),
                holding.things().stream()
                        .map(thing -> new OwnedThing(thing.id(), thing.name(), thing.href()))
                        .toList());
    }

    private static HandedOver body(Handover.Done done) {
        return new HandedOver(
                done.to().id(),
                done.count(),
                done.handed().stream()
                        .map(handed -> new HandedKind(handed.kind().kind(), handed.count()))
                        .toList());
    }
}
