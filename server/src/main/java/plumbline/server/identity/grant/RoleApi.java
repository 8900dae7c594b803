package plumbline.server.identity.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Role;

/// Roles and what they allow, as JSON.
@RestController
@RequestMapping(RoleApi.ADDRESS)
final class RoleApi {
    static final String ADDRESS = "/api/v1/roles";

    private final CustomRoles roles;
    private final Idempotency idempotency;

    RoleApi(CustomRoles roles, Idempotency idempotency) {
        this.roles = roles;
        this.idempotency = idempotency;
    }

    /// A role.
    ///
    /// @param id of one that the organisation made, or null for a built-in one
    /// @param version null for a built-in one, which never changes
    record RoleBody(
            @Nullable Long id,
            String name,
            String meaning,
            List<String> permissions,
            @Nullable Integer version) {}

    /// What a role shall be.
    ///
    /// @param permissions such as `finding:read`; only what the caller has everywhere
    record NewRole(String name, @Nullable String meaning, List<String> permissions) {}

    /// Roles: the built-in ones, the most powerful first, then those of the organisation by name.
    @GetMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<RoleBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var all = new ArrayList<RoleBody>();
        Arrays.stream(Role.values())
                .map(role -> new RoleBody(null, role.word(), role.meaning(), words(role.permissions()), null))
                .forEach(all::add);
        roles.all().stream().map(RoleApi::body).forEach(all::add);
        return Page.within(all, new Page.Request(limit, cursor), "roles", RoleBody::name);
    }

    /// One role that the organisation made.
    @GetMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<RoleBody> get(@PathVariable long id) {
        return answer(role(id));
    }

    /// Makes a role.
    @PostMapping
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<RoleBody> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewRole body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        var description = description(body);
        return idempotency.once(asked, RoleBody.class, tx -> {
            var created = roles.create(tx, principal.actor(), description);
            return Idempotency.Done.created(ADDRESS + "/" + created.id(), body(created))
                    .version(created.version());
        });
    }

    /// Changes the version of a role that the caller saw, for everybody who holds it at once.
    @PutMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    ResponseEntity<RoleBody> change(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody NewRole body) {
        role(id);
        return answer(roles.change(principal.actor(), id, ETag.required(seen), description(body)));
    }

    /// Deletes the version of a role that the caller saw, if nobody holds it.
    @DeleteMapping("/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        role(id);
        roles.delete(principal.actor(), id, ETag.required(seen));
    }

    private static CustomRole.Description description(NewRole body) {
        var permissions = new HashSet<Permission>();
        var words = body.permissions() == null ? List.<String>of() : body.permissions();
        for (int i = 0; i < words.size(); i++) {
            var pointer = "/permissions/" + i;
            permissions.add(Permission.find(String.valueOf(words.get(i)))
                    .orElseThrow(() ->
                            Problem.invalid(pointer, "is not a permission").exception()));
        }
        return new CustomRole.Description(
                body.name() == null ? "" : body.name(), body.meaning() == null ? "" : body.meaning(), permissions);
    }

    private CustomRole role(long id) {
        return roles.find(id).orElseThrow(CustomRoles::gone);
    }

    private static ResponseEntity<RoleBody> answer(CustomRole role) {
        return ResponseEntity.ok().eTag(ETag.of(role.version())).body(body(role));
    }

    private static RoleBody body(CustomRole role) {
        return new RoleBody(role.id(), role.name(), role.meaning(), role.words(), role.version());
    }

    private static List<String> words(Set<Permission> permissions) {
        return permissions.stream().map(Permission::word).sorted().toList();
    }
}
