package plumbline.server.decision.delegation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;

/// The caller's delegations as JSON.
@RestController
@RequestMapping(DelegationApi.ADDRESS)
final class DelegationApi {
    static final String ADDRESS = "/api/v1/me/delegations";

    private final Delegations delegations;
    private final Transactions transactions;
    private final Idempotency idempotency;

    DelegationApi(Delegations delegations, Transactions transactions, Idempotency idempotency) {
        this.delegations = delegations;
        this.transactions = transactions;
        this.idempotency = idempotency;
    }

    /// A delegation.
    ///
    /// @param authority the one permission that is lent, or `everything`
    /// @param endsAt the first moment at which it no longer counts
    record DelegationBody(
            long id,
            String from,
            String to,
            String authority,
            Instant startsAt,
            Instant endsAt,
            String reason,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /// Lets somebody decide for the caller.
    ///
    /// @param email whose, who is to decide
    /// @param permission one authority such as `control:approve`; left out for all that the caller has
    /// @param from the first day, left out for today
    /// @param until the last day
    record LentAuthority(
            String email,
            @Nullable String permission,
            @Nullable LocalDate from,
            LocalDate until,
            String reason) {
        NewDelegation asked() {
            return new NewDelegation(
                    Objects.requireNonNullElse(email, ""),
                    Objects.requireNonNullElse(permission, ""),
                    from,
                    until,
                    Objects.requireNonNullElse(reason, ""));
        }
    }

    /// What the caller gave and received, the newest first.
    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @GetMapping
    Page<DelegationBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        delegations.of(principal),
                        new Page.Request(limit, cursor),
                        "own delegations",
                        delegation -> Long.toString(delegation.id()))
                .map(DelegationApi::body);
    }

    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @PostMapping
    ResponseEntity<DelegationBody> give(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody LentAuthority body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        return idempotency.once(asked, DelegationBody.class, tx -> switch (delegations.give(
                tx, principal, body.asked())) {
            case Given.Done(var delegation) ->
                Idempotency.Done.created(ADDRESS + "/" + delegation.id(), body(delegation));
            case Given.Refused(var field, var why) ->
                throw Problem.invalid("/" + field, why).exception();
        });
    }

    /// Ends a delegation that the caller gave or received.
    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @DeleteMapping("/{id}")
    DelegationBody end(Principal principal, @PathVariable long id) {
        return transactions
                .get(tx -> delegations.end(tx, principal, id))
                .map(DelegationApi::body)
                .orElseThrow(() -> Problem.notFound("You have no such delegation that could be ended.")
                        .exception());
    }

    private static DelegationBody body(Delegation delegation) {
        return new DelegationBody(
                delegation.id(),
                delegation.from().name(),
                delegation.to().name(),
                delegation.scope(),
                delegation.startsAt(),
                delegation.endsAt(),
                delegation.reason(),
                delegation.createdAt(),
                delegation.endedAt());
    }
}
