package plumbline.server.identity.grant;

import java.util.List;
import java.util.Set;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Subject;

/// A role that the organisation made: a name for a set of permissions.
///
/// @param holders how many people and teams it is given to
/// @param version grows with each change
public record CustomRole(long id, String name, String meaning, Set<Permission> permissions, long holders, int version) {

    public CustomRole {
        permissions = Set.copyOf(permissions);
    }

    /// The words of what it allows, in order.
    List<String> words() {
        return permissions.stream().map(Permission::word).sorted().toList();
    }

    Subject subject() {
        return Subject.of("role", "role:" + id);
    }

    /// What a role is said to be.
    ///
    /// @param meaning what it is for, may be empty
    record Description(String name, String meaning, Set<Permission> permissions) {
        static final int LONGEST_NAME = 60;
        static final int LONGEST_MEANING = 200;

        Description {
            name = name.strip();
            meaning = meaning.strip();
            permissions = Set.copyOf(permissions);
        }
    }
}
