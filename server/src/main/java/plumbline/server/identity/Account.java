package plumbline.server.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;

/// A person who may sign in.
///
/// @param email in lower case, unique
/// @param hasPassword false until the invitation's link was used
/// @param version grows with each change of roles or state; a decision names the one it saw
public record Account(
        long id,
        String email,
        String name,
        Set<Role> roles,
        boolean hasPassword,
        Instant createdAt,
        @Nullable Instant signedInAt,
        @Nullable Instant deactivatedAt,
        int version) {

    public Account {
        roles = Set.copyOf(roles);
    }

    public boolean active() {
        return deactivatedAt == null;
    }

    /// The roles as words for people, most powerful first.
    public List<String> roleWords() {
        return roles.stream().sorted(Comparator.naturalOrder()).map(Role::word).toList();
    }

    /// The account as somebody saw it at a version, which a decision about it names.
    public Account seenAt(int seen) {
        return new Account(id, email, name, roles, hasPassword, createdAt, signedInAt, deactivatedAt, seen);
    }

    /// What the person is to handlers while signed in.
    public Principal principal() {
        return new Principal(
                Actor.Kind.PERSON, id, name, roleWords(), Role.permissionsOf(roles), Principal.Scope.EVERYWHERE);
    }

    /// As the journal names it.
    public Subject subject() {
        return Subject.of("account", "account:" + id);
    }
}
