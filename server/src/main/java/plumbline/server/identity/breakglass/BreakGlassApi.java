package plumbline.server.identity.breakglass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// The break-glass account, as JSON. It is made on the server's machine alone.
@RestController
@RequestMapping("/api/v1/break-glass")
final class BreakGlassApi {
    private static final String LIST = "uses of the break-glass account";

    private final BreakGlass breakGlass;
    private final Accounts accounts;

    BreakGlassApi(BreakGlass breakGlass, Accounts accounts) {
        this.breakGlass = breakGlass;
        this.accounts = accounts;
    }

    /// Whether there is a break-glass account.
    ///
    /// @param accountId its account; null when none was made
    /// @param unseen whether it was used and no administrator has said that it was seen
    record BreakGlassBody(@Nullable Long accountId, boolean unseen) {}

    /// A sign-in with it.
    ///
    /// @param seenBy the account of the administrator who saw it; null until then
    record UseBody(
            long id,
            Instant at,
            String address,
            @Nullable Instant seenAt,
            @Nullable Long seenBy) {}

    /// Whether there is one, and whether somebody should look.
    @GetMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    BreakGlassBody get() {
        return new BreakGlassBody(
                breakGlass.account().map(Account::id).orElse(null),
                breakGlass.unseen().isPresent());
    }

    /// Its uses, the latest first.
    @GetMapping("/uses")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<UseBody> uses(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var before = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var rows = breakGlass.before(before == null ? Long.MAX_VALUE : before.id(0), most + 1);
        return Page.of(rows, most, LIST, row -> Cursor.of(row.id()))
                .map(use -> new UseBody(use.id(), use.at(), use.address(), use.seenAt(), use.seenBy()));
    }

    /// Says that this use, and those before it, were seen.
    @PostMapping("/uses/{id}/seen")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void see(Principal principal, @PathVariable long id) {
        var by = accounts.find(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
        if (!breakGlass.see(by, id)) {
            throw Problem.conflict("Another administrator has to see it, not the account itself.")
                    .exception();
        }
    }
}
