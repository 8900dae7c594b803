package plumbline.server.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Service accounts and their tokens as JSON.
@RestController
@RequestMapping(TokenApi.ADDRESS)
final class TokenApi {
    static final String ADDRESS = "/api/v1/service-accounts";

    private final TokenDesk desk;
    private final Idempotency idempotency;

    TokenApi(TokenDesk desk, Idempotency idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /// A program that calls the API.
    ///
    /// @param owner id of the person who answers for it, or null
    /// @param deactivatedAt when it ended, or null while it works
    record ServiceAccountBody(
            long id,
            String name,
            String purpose,
            @Nullable Long owner,
            Instant createdAt,
            @Nullable Instant deactivatedAt) {}

    /// A program to be added.
    record NewServiceAccount(String name, @Nullable String purpose) {}

    /// A token, without its secret.
    ///
    /// @param hint the secret's last letters
    /// @param service the one cloud service that it is limited to, or null
    record TokenBody(
            long id,
            String hint,
            List<String> permissions,
            @Nullable String service,
            @Nullable String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Instant revokedAt) {}

    /// A token to be made.
    ///
    /// @param permissions such as `scan:push`; only what the caller has
    /// @param service key of the one cloud service that it shall be limited to, or nothing
    /// @param days how long it works, 1 to 366
    record TokenRequest(List<String> permissions, @Nullable String service, int days) {}

    /// A token just made.
    ///
    /// @param secret what the program sends; shown this once, null when the request is repeated
    record TokenSecret(TokenBody token, @Nullable String secret) {}

    /// Service accounts, those that work first, by name.
    @GetMapping
    @Requires(Permission.TOKEN_MANAGE)
    Page<ServiceAccountBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        desk.serviceAccounts(),
                        new Page.Request(limit, cursor),
                        "service accounts",
                        account -> Long.toString(account.id()))
                .map(TokenApi::body);
    }

    /// One service account.
    @GetMapping("/{id}")
    @Requires(Permission.TOKEN_MANAGE)
    ServiceAccountBody get(@PathVariable long id) {
        return body(desk.serviceAccount(id));
    }

    /// Adds a service account.
    @PostMapping
    @Requires(Permission.TOKEN_MANAGE)
    ResponseEntity<ServiceAccountBody> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewServiceAccount body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        var name = body.name() == null ? "" : body.name();
        var purpose = body.purpose() == null ? "" : body.purpose().strip();
        return idempotency.once(asked, ServiceAccountBody.class, tx -> switch (desk.create(
                tx, principal, name, purpose)) {
            case TokenDesk.Made.Done(var made) -> Idempotency.Done.created(ADDRESS + "/" + made.id(), body(made));
            case TokenDesk.Made.Refused(var why) ->
                throw Problem.invalid("/name", why).exception();
        });
    }

    /// Ends a service account and all its tokens.
    @DeleteMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(Principal principal, @PathVariable long id) {
        desk.deactivate(principal, desk.serviceAccount(id));
    }

    /// The tokens of a service account, those that are not revoked first, the newest first.
    @GetMapping("/{id}/tokens")
    @Requires(Permission.TOKEN_MANAGE)
    Page<TokenBody> tokens(
            Principal principal,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var names = services(principal);
        return Page.within(
                        desk.tokens(desk.serviceAccount(id)),
                        new Page.Request(limit, cursor),
                        "tokens of " + id,
                        token -> Long.toString(token.id()))
                .map(token -> body(token, names));
    }

    /// Makes a token; its secret is in this answer and nowhere else.
    @PostMapping("/{id}/tokens")
    @Requires(Permission.TOKEN_MANAGE)
    ResponseEntity<TokenSecret> createToken(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TokenRequest body) {
        var account = desk.serviceAccount(id);
        var address = ADDRESS + "/" + id + "/tokens";
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + address, body);
        var permissions = permissions(body.permissions());
        if (body.days() < 1 || body.days() > NewToken.LONGEST.toDays()) {
            throw Problem.invalid("/days", "must be 1 to " + NewToken.LONGEST.toDays())
                    .exception();
        }
        var wanted = new TokenDesk.Wanted(
                permissions, body.service() == null ? "" : body.service(), Duration.ofDays(body.days()));
        var services = services(principal);
        return idempotency.once(asked, TokenSecret.class, tx -> {
            var made = desk.createToken(tx, principal, account, wanted);
            var token = body(made.token(), services);
            return Idempotency.Done.created(address, new TokenSecret(token, made.secret()))
                    .keeping(new TokenSecret(token, null));
        });
    }

    /// Revokes a token at once; revoking it again changes nothing.
    @DeleteMapping("/{id}/tokens/{token}")
    @Requires(Permission.TOKEN_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Principal principal, @PathVariable long id, @PathVariable long token) {
        desk.revoke(principal, desk.serviceAccount(id), token);
    }

    private Map<Long, String> services(Principal principal) {
        return desk.services(principal).stream()
                .collect(Collectors.toMap(TokenScopes.Choice::id, TokenScopes.Choice::key));
    }

    private static Set<Permission> permissions(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            throw Problem.invalid("/permissions", "must name at least one permission")
                    .exception();
        }
        var permissions = new HashSet<Permission>();
        for (int i = 0; i < words.size(); i++) {
            var pointer = "/permissions/" + i;
            permissions.add(Permission.find(words.get(i) == null ? "" : words.get(i))
                    .orElseThrow(() ->
                            Problem.invalid(pointer, "is not a permission").exception()));
        }
        return permissions;
    }

    private static ServiceAccountBody body(ServiceAccount account) {
        return new ServiceAccountBody(
                account.id(),
                account.name(),
                account.purpose(),
                account.ownerId(),
                account.createdAt(),
                account.deactivatedAt());
    }

    private static TokenBody body(Token token, Map<Long, String> services) {
        return new TokenBody(
                token.id(),
                token.hint(),
                token.permissions().stream().map(Permission::word).sorted().toList(),
                token.serviceId() == null ? null : services.getOrDefault(token.serviceId(), "another service"),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.usedAt(),
                token.revokedAt());
    }
}
