package plumbline.server.inbox;

import java.util.Optional;
import java.util.regex.Pattern;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

/// Who has to do a task.
public sealed interface Owner {

    /// As it is stored and as the API writes it, for example `role:compliance manager`.
    String key();

    /// One person.
    ///
    /// @param id of the account
    record Person(long id) implements Owner {
        @Override
        public String key() {
            return "person:" + id;
        }
    }

    /// Whoever has the role, where that reaches.
    ///
    /// @param word of the role
    record OfRole(String word) implements Owner {
        public OfRole {
            if (word.isBlank() || word.length() > 100) {
                throw new IllegalArgumentException("word must be that of a role, but is " + word);
            }
        }

        @Override
        public String key() {
            return "role:" + word;
        }
    }

    /// Whoever has an authority, by whatever role or team, where that reaches.
    record Holders(Permission authority) implements Owner {
        public Holders {
            if (!authority.isAuthority()) {
                throw new IllegalArgumentException("authority must be one to approve, but is " + authority.word());
            }
        }

        @Override
        public String key() {
            return "may:" + authority.word();
        }
    }

    /// Whoever is in the team and may read what the task is about.
    record Team(long id) implements Owner {
        @Override
        public String key() {
            return "team:" + id;
        }
    }

    Pattern NUMBERED = Pattern.compile("(person|team):([1-9][0-9]{0,17})");

    static Owner person(long id) {
        return new Person(id);
    }

    static Owner team(long id) {
        return new Team(id);
    }

    static Owner role(Role role) {
        return new OfRole(role.word());
    }

    static Owner holders(Permission authority) {
        return new Holders(authority);
    }

    /// Reads a key; empty when it is none.
    static Optional<Owner> parse(String key) {
        if (key.startsWith("role:")) {
            var word = key.substring("role:".length());
            return word.isBlank() || word.length() > 100 ? Optional.empty() : Optional.of(new OfRole(word));
        }
        if (key.startsWith("may:")) {
            return Permission.find(key.substring("may:".length()))
                    .filter(Permission::isAuthority)
                    .map(Holders::new);
        }
        var numbered = NUMBERED.matcher(key);
        if (!numbered.matches()) {
            return Optional.empty();
        }
        long id = Long.parseLong(numbered.group(2));
        return Optional.of(numbered.group(1).equals("person") ? new Person(id) : new Team(id));
    }
}
