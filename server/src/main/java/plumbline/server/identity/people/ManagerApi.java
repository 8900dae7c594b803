package plumbline.server.identity.people;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Who manages whom, as JSON.
@RestController
@RequestMapping("/api/v1/people/{id}/manager")
final class ManagerApi {
    private final Accounts accounts;
    private final Managers managers;

    ManagerApi(Accounts accounts, Managers managers) {
        this.accounts = accounts;
        this.managers = managers;
    }

    /// Who hears of it when a person's work is overdue.
    ///
    /// @param manager id of that person, or null for nobody
    record ManagerBody(@Nullable Long manager) {}

    /// The manager of a person.
    @GetMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<ManagerBody> manager(@PathVariable long id) {
        return answer(account(id));
    }

    /// Names the manager of a person, or nobody.
    @PutMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<ManagerBody> nameManager(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody ManagerBody body) {
        var account = account(id).seenAt(ETag.required(seen));
        return switch (managers.name(principal.actor(), account, body.manager())) {
            case Managers.Named.Done(var changed) -> answer(changed);
            case Managers.Named.Stale() -> throw ETag.changed().exception();
            case Managers.Named.Refused(var why) ->
                throw Problem.invalid("/manager", why).exception();
        };
    }

    private ResponseEntity<ManagerBody> answer(Account account) {
        return ResponseEntity.ok()
                .eTag(ETag.of(account.version()))
                .body(new ManagerBody(managers.of(account.id()).map(Account::id).orElse(null)));
    }

    private Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }
}
