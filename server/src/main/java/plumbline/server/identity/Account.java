package plumbline.server.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Subject;

/// A person who may sign in.
///
/// @param email in lower case, unique
/// @param hasPassword false until the invitation's link was used
/// @param grants what the person holds, by themselves and through teams, in force or not
/// @param teams ids of the teams that the person is in
/// @param version grows with each change of roles or state; a decision names the one it saw
public record Account(
        long id,
        String email,
        String name,
        List<Rights.Grant> grants,
        Set<Long> teams,
        boolean hasPassword,
        Instant createdAt,
        @Nullable Instant signedInAt,
        @Nullable Instant deactivatedAt,
        int version) {

    public Account {
        grants = List.copyOf(grants);
        teams = Set.copyOf(teams);
    }

    public boolean active() {
        return deactivatedAt == null;
    }

    /// The built-in roles that the person holds by themselves, wherever and whenever.
    public Set<Role> roles() {
        return grants.stream()
                .filter(grant -> grant.team() == null)
                .flatMap(grant -> Optional.ofNullable(grant.role()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The roles in force as words for people, most powerful first.
    public List<String> roleWords(Instant now) {
        return held(now).stream().map(Principal.Held::role).distinct().toList();
    }

    private List<Principal.Held> held(Instant now) {
        return grants.stream()
                .filter(grant -> grant.inForce(now))
                .sorted(Comparator.comparing(Rights.Grant::role, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Rights.Grant::name))
                .map(grant -> new Principal.Held(grant.name(), grant.scope()))
                .toList();
    }

    /// What the person may do now.
    public Rights rights(Instant now) {
        return active() ? Rights.ofPerson(grants, now) : Rights.NONE;
    }

    /// The account as somebody saw it at a version, which a decision about it names.
    public Account seenAt(int seen) {
        return new Account(id, email, name, grants, teams, hasPassword, createdAt, signedInAt, deactivatedAt, seen);
    }

    /// As the journal keeps the person.
    public Actor actor() {
        return new Actor(Actor.Kind.PERSON, "account:" + id, name);
    }

    /// What the person is to handlers while signed in.
    public Principal principal(Instant now) {
        return new Principal(Actor.Kind.PERSON, id, name, held(now), rights(now), teams);
    }

    /// What the journal says of it when it is new.
    JsonObject added(Instant now) {
        return Changes.begin()
                .field("name", null, name)
                .field("roles", List.of(), roleWords(now))
                .details();
    }

    /// As the journal names it.
    public Subject subject() {
        return Subject.of("account", "account:" + id);
    }
}
