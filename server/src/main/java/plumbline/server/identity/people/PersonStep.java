package plumbline.server.identity.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.server.identity.Account;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Role;
import plumbline.server.identity.imports.PlannedRow;

/// What one row of a list of people does.
sealed interface PersonStep {
    PlannedRow planned();

    String email();

    /// The address of the manager to be named, empty for nobody; absent where that stays as it is.
    Optional<String> manager();

    /// Somebody new.
    record Invite(PlannedRow planned, String email, String name, Set<Role> roles, Optional<String> manager)
            implements PersonStep {}

    /// Somebody who is there.
    record Change(
            PlannedRow planned, Account was, String name, List<Role> given, List<Grant> taken, Optional<String> manager)
            implements PersonStep {
        @Override
        public String email() {
            return was.email();
        }
    }

    /// As it is, or wrong.
    record Nothing(PlannedRow planned, String email) implements PersonStep {
        @Override
        public Optional<String> manager() {
            return Optional.empty();
        }
    }
}
