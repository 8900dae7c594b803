package plumbline.server.identity.grant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.web.Option;

/// What pages and endpoints about grants have in common: names in, names out.
public final class GrantDesk {
    private final CustomRoles roles;
    private final ServiceNames names;
    private final Accounts accounts;

    GrantDesk(CustomRoles roles, ServiceNames names, Accounts accounts) {
        this.roles = roles;
        this.names = names;
        this.accounts = accounts;
    }

    /// A role to be given, by names.
    ///
    /// @param role a built-in role or one of ours
    /// @param services keys of cloud services; none for everywhere
    record Asked(
            String role,
            List<String> services,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// What is meant by these names.
    ///
    /// @throws plumbline.server.api.ProblemException when there is no such thing
    NewGrant grant(Principal principal, Asked asked) {
        var role = Role.find(asked.role().strip().toLowerCase(Locale.ROOT)).orElse(null);
        var custom = role == null ? custom(asked.role()) : null;
        var scope = scope(principal, asked.services());
        GrantTerms.requireReach(role, scope, "/services");
        GrantTerms.requireTime(asked.from(), asked.until(), "/until");
        return new NewGrant(role, custom, scope, asked.from(), asked.until());
    }

    private Long custom(String name) {
        return roles.all().stream()
                .filter(role -> role.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> GrantTerms.notARole("/role"))
                .id();
    }

    private Scope scope(Principal principal, List<String> keys) {
        if (keys.isEmpty()) {
            return Scope.EVERYWHERE;
        }
        var ids = names.choices(principal).stream()
                .collect(Collectors.toMap(TokenScopes.Choice::key, TokenScopes.Choice::id));
        var chosen = new HashSet<Long>();
        for (int i = 0; i < keys.size(); i++) {
            var id = ids.get(keys.get(i));
            if (id == null) {
                throw Problem.invalid("/services/" + i, "is the key of no cloud service")
                        .exception();
            }
            chosen.add(id);
        }
        return Scope.of(chosen);
    }

    /// The roles that a form offers for this holder.
    List<Option> roleOptions(Holder holder) {
        var options = new ArrayList<>(List.of(new Option("", "Choose")));
        Arrays.stream(Role.values())
                .filter(role -> role != Role.AUDITOR || holder instanceof Holder.Person)
                .map(role -> new Option(role.word(), role.word()))
                .forEach(options::add);
        roles.all().stream().map(role -> new Option(role.name(), role.name())).forEach(options::add);
        return options;
    }

    List<TokenScopes.Choice> services(Principal principal) {
        return names.choices(principal);
    }

    Optional<Account> person(long id) {
        return accounts.find(id);
    }

    /// The roles that this person holds, by themselves and through teams.
    ///
    /// @param changeable whether the own ones can be taken away
    public GrantRows of(Account account, boolean changeable) {
        return GrantRows.of(
                account.grants(),
                names,
                accounts.now(),
                changeable ? "/settings/people/" + account.id() + "/grants/" : null);
    }

    EffectiveRights rights(Account account) {
        return EffectiveRights.of(account, accounts.now(), names);
    }

    ServiceNames names() {
        return names;
    }

    Instant now() {
        return accounts.now();
    }
}
