package plumbline.server.identity.oidc;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.StartFailure;

/// Which roles the groups of a directory give. The roles named here are the directory's to give and to take; all others
/// stay as an administrator gave them. Nobody is an administrator by a group that is not named.
///
/// @param byGroup the group as the directory writes it
public record GroupRoles(Map<String, Set<Role>> byGroup) {
    public static final GroupRoles NONE = new GroupRoles(Map.of());

    /// What somebody is who is nothing else.
    public static final Role LEAST = Role.EMPLOYEE;

    public GroupRoles {
        byGroup = Map.copyOf(byGroup);
    }

    /// Reads `group=role;group=role`. A group may have several roles, and a role several groups.
    ///
    /// @throws StartFailure naming the variable when it cannot be read
    public static GroupRoles parse(String variable, String text) {
        var byGroup = new LinkedHashMap<String, Set<Role>>();
        for (var pair : text.split(";", -1)) {
            if (!pair.isBlank()) {
                int equals = pair.lastIndexOf('=');
                var group = equals < 1 ? "" : pair.substring(0, equals).strip();
                var role = Role.find(pair.substring(equals + 1).strip());
                if (group.isEmpty() || role.isEmpty()) {
                    throw new StartFailure(variable + " must look like group=role;group=role with roles such as "
                            + "\"engineer\", but has \"" + pair.strip() + "\".");
                }
                byGroup.computeIfAbsent(group, _ -> EnumSet.noneOf(Role.class)).add(role.get());
            }
        }
        return new GroupRoles(byGroup);
    }

    /// What somebody holds of their own from now on who held these and is in these groups: the least of all when that
    /// is nothing else. Empty when nothing changes.
    public Optional<List<NewGrant>> after(List<Grant> held, Collection<String> groups, Instant now) {
        var own = held.stream().filter(grant -> grant.team() == null).toList();
        var ruled = own.stream().filter(this::rules).toList();
        var given = given(groups);
        var had = ruled.stream()
                .filter(grant -> !grant.ended(now) && grant.scope().isEverywhere())
                .flatMap(grant -> Optional.ofNullable(grant.role()).stream())
                .toList();
        if (!own.isEmpty() && ruled.size() == had.size() && had.size() == given.size() && given.containsAll(had)) {
            return Optional.empty();
        }
        var grants = Stream.concat(
                        own.stream().filter(grant -> !rules(grant)).map(GroupRoles::again),
                        given.stream().map(NewGrant::everywhere))
                .toList();
        return Optional.of(grants.isEmpty() ? List.of(NewGrant.everywhere(LEAST)) : grants);
    }

    private boolean rules(Grant grant) {
        return grant.role() != null && byGroup.values().stream().anyMatch(roles -> roles.contains(grant.role()));
    }

    private Set<Role> given(Collection<String> groups) {
        var given = EnumSet.noneOf(Role.class);
        groups.forEach(group -> given.addAll(byGroup.getOrDefault(group, Set.of())));
        return given;
    }

    private static NewGrant again(Grant grant) {
        var custom = grant.custom();
        return new NewGrant(
                grant.role(), custom == null ? null : custom.id(), grant.scope(), grant.from(), grant.until());
    }
}
