package plumbline.server.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal.Scope;

/// What somebody may do and where: each permission everywhere, or on some cloud services, or not at all.
public final class Rights {
    public static final Rights NONE = new Rights(Map.of());

    /// The rights of the machine itself.
    public static final Rights ALL = of(Set.of(Permission.values()), Scope.EVERYWHERE);

    /// What everybody who may sign in can do, whatever else they hold.
    private static final Rights OF_EVERY_PERSON = of(Set.of(Permission.ACCOUNT_OWN), Scope.EVERYWHERE);

    private final Map<Permission, Scope> scopes;

    private Rights(Map<Permission, Scope> scopes) {
        this.scopes = scopes;
    }

    /// These permissions within that scope. A permission that concerns the whole organisation is not had by halves:
    /// limited to some services it is none.
    public static Rights of(Set<Permission> permissions, Scope scope) {
        var scopes = new EnumMap<Permission, Scope>(Permission.class);
        for (var permission : permissions) {
            if (scope.isEverywhere() || (permission.byService() && !scope.isNowhere())) {
                scopes.put(permission, scope);
            }
        }
        return new Rights(scopes);
    }

    /// What somebody may do at a moment who holds these. While one of them makes an auditor, all of them together only
    /// read.
    public static Rights ofPerson(List<Grant> grants, Instant now) {
        var inForce = grants.stream().filter(grant -> grant.inForce(now)).toList();
        var rights = OF_EVERY_PERSON.plus(sum(inForce));
        return inForce.stream().anyMatch(grant -> grant.role() == Role.AUDITOR) ? rights.reading() : rights;
    }

    /// The sum of grants, whether or not they are in force.
    public static Rights sum(Collection<Grant> grants) {
        // Many grants are of few roles: their scopes are added first, not those of each permission.
        var scopes = new HashMap<Set<Permission>, Scope>();
        grants.forEach(grant -> scopes.merge(grant.permissions(), grant.scope(), Scope::plus));
        return scopes.entrySet().stream()
                .map(role -> of(role.getKey(), role.getValue()))
                .reduce(NONE, Rights::plus);
    }

    /// Where this permission applies.
    public Scope scope(Permission permission) {
        return scopes.getOrDefault(permission, Scope.NOWHERE);
    }

    /// Whether the permission applies anywhere.
    public boolean may(Permission permission) {
        return scopes.containsKey(permission);
    }

    /// Whether the permission applies everywhere.
    public boolean mayEverywhere(Permission permission) {
        return scope(permission).isEverywhere();
    }

    /// The permissions that apply anywhere.
    public Set<Permission> permissions() {
        return Set.copyOf(scopes.keySet());
    }

    /// Whether everything that the others allow is allowed here as well.
    public boolean covers(Rights others) {
        return others.scopes.entrySet().stream()
                .allMatch(other -> scope(other.getKey()).covers(other.getValue()));
    }

    public Rights plus(Rights others) {
        var sum = new EnumMap<Permission, Scope>(Permission.class);
        sum.putAll(scopes);
        others.scopes.forEach((permission, scope) -> sum.merge(permission, scope, Scope::plus));
        return new Rights(sum);
    }

    /// What both allow.
    public Rights within(Rights limit) {
        var both = new EnumMap<Permission, Scope>(Permission.class);
        scopes.forEach((permission, scope) -> {
            var common = scope.within(limit.scope(permission));
            if (!common.isNowhere()) {
                both.put(permission, common);
            }
        });
        return new Rights(both);
    }

    public Rights without(Permission permission) {
        var rest = new EnumMap<Permission, Scope>(Permission.class);
        rest.putAll(scopes);
        rest.remove(permission);
        return new Rights(rest);
    }

    /// What a person must have who gives these to a program. Whoever speaks for the directory fills the teams that hold
    /// roles, and so gives everything.
    public Rights takes() {
        return may(Permission.SCIM_PROVISION) ? ALL : this;
    }

    private Rights reading() {
        var reads = new EnumMap<Permission, Scope>(Permission.class);
        scopes.forEach((permission, scope) -> {
            if (permission.onlyReads()) {
                reads.put(permission, scope);
            }
        });
        return new Rights(reads);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rights that && scopes.equals(that.scopes);
    }

    @Override
    public int hashCode() {
        return scopes.hashCode();
    }

    @Override
    public String toString() {
        return scopes.toString();
    }

    /// A role that somebody holds, by themselves or through a team.
    ///
    /// @param role the built-in role, or null when it is one that the organisation made
    /// @param custom the role that the organisation made, or null
    /// @param from first moment, or null for always
    /// @param until first moment after, or null for ever
    /// @param team through which it is held, or null
    public record Grant(
            long id,
            @Nullable Role role,
            @Nullable Custom custom,
            Scope scope,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Through team) {

        /// A role that the organisation made.
        public record Custom(long id, String name, Set<Permission> permissions) {}

        /// A team that holds a role for its members.
        public record Through(long id, String name) {}

        /// How people call the role.
        public String name() {
            return role != null ? role.word() : custom == null ? "" : custom.name();
        }

        public Set<Permission> permissions() {
            return role != null ? role.permissions() : custom == null ? Set.of() : custom.permissions();
        }

        public Rights rights() {
            return Rights.of(permissions(), scope);
        }

        public boolean inForce(Instant now) {
            return (from == null || !now.isBefore(from)) && !ended(now);
        }

        public boolean ended(Instant now) {
            return until != null && !now.isBefore(until);
        }

        /// Whether it is in force now and stays so until then; null asks whether it stays for ever.
        public boolean lasts(Instant now, @Nullable Instant then) {
            return inForce(now) && (until == null || (then != null && !until.isBefore(then)));
        }
    }

    /// A role to be given.
    ///
    /// @param customId id of a role that the organisation made, where `role` is null
    public record NewGrant(
            @Nullable Role role,
            @Nullable Long customId,
            Scope scope,
            @Nullable Instant from,
            @Nullable Instant until) {

        public NewGrant {
            if ((role == null) == (customId == null)) {
                throw new IllegalArgumentException("role must be a built-in one or one of ours");
            }
            if (scope.isNowhere() || (role == Role.ADMINISTRATOR && !scope.isEverywhere())) {
                throw new IllegalArgumentException("scope must reach something, and everything for administrators");
            }
            if (from != null && until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("until must be after from");
            }
        }

        /// A role everywhere and for ever, or as long as an audit takes.
        public static NewGrant everywhere(Role role) {
            return new NewGrant(role, null, Scope.EVERYWHERE, null, null);
        }

        /// When it ends if it is given now: nobody is an auditor for ever.
        public @Nullable Instant until(Instant now) {
            return role == Role.AUDITOR && until == null ? (from == null ? now : from).plus(Role.AUDIT) : until;
        }
    }
}
