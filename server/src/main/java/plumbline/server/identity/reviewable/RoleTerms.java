package plumbline.server.identity.reviewable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.GrantTerms;
import plumbline.server.identity.grant.Grants;
import plumbline.server.platform.Actor;

/// How a role that was given becomes another one.
final class RoleTerms {
    private final Grants grants;
    private final AccessStore store;

    RoleTerms(Grants grants, AccessStore store) {
        this.grants = grants;
        this.store = store;
    }

    List<String> choices(DSLContext database, Collection<String> permissions) {
        return Stream.concat(
                        Arrays.stream(Role.values())
                                .filter(role -> within(permissions, role.permissions()))
                                .map(Role::word),
                        store.ownRoles(database).stream()
                                .filter(role -> within(permissions, role.permissions()))
                                .map(AccessStore.Own::name))
                .toList();
    }

    private static boolean within(Collection<String> most, Set<Permission> permissions) {
        return permissions.stream().map(Permission::word).allMatch(most::contains);
    }

    Access changed(DSLContext database, Access seen, Reviewable.Terms terms) {
        var right = terms.right().isBlank() ? seen.right() : terms.right().strip();
        var services = terms.services();
        var scope = services == null ? seen.scope() : Scope.of(services);
        if (scope.isNowhere()) {
            throw Problem.invalid("/change/services", "must name at least one cloud service")
                    .exception();
        }
        var until = terms.until() == null ? seen.until() : terms.until();
        var role = Role.find(right.toLowerCase(Locale.ROOT));
        if (role.isPresent()) {
            GrantTerms.requireReach(role.get(), scope, "/change/services");
            return seen.with(role.get().word(), role.get().permissions(), scope, until);
        }
        var own = own(database, right);
        return seen.with(own.name(), own.permissions(), scope, until);
    }

    void change(DSLContext transaction, Actor by, Access seen, Access wanted) {
        long grant = AccessStore.number(seen.ref());
        var role = Role.find(wanted.right()).orElse(null);
        var custom = role == null ? own(transaction, wanted.right()).id() : null;
        var start = store.start(transaction, grant).orElse(null);
        GrantTerms.requireTime(start, wanted.until(), "/change/until");
        grants.replace(transaction, by, grant, new NewGrant(role, custom, wanted.scope(), start, wanted.until()));
    }

    private AccessStore.Own own(DSLContext database, String name) {
        return store.ownRoles(database).stream()
                .filter(role -> role.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> GrantTerms.notARole("/change/role"));
    }
}
