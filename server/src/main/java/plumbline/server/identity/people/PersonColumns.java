package plumbline.server.identity.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.server.identity.Account;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Role;
import plumbline.server.identity.imports.ImportColumn;
import plumbline.server.identity.imports.RowError;
import plumbline.server.web.sheet.Sheet;

/// The columns of people, as their export writes them and an import reads them.
final class PersonColumns {
    static final String EMAIL = "email";
    static final String NAME = "name";
    static final String ROLES = "roles";
    static final String MANAGER = "manager";

    static final List<ImportColumn> ALL = List.of(
            ImportColumn.needed(EMAIL, "By which the person is known and found.", "ida@example.com"),
            ImportColumn.optional(NAME, "As others shall see it. New people need one.", "Ida Berg"),
            ImportColumn.optional(
                    ROLES,
                    "Held everywhere, with commas between: " + words(Arrays.asList(Role.values())) + ". Roles on some "
                            + "services, of teams and of your own making stay as they are. Auditors for 90 days.",
                    "engineer, approver"),
            ImportColumn.optional(
                    MANAGER,
                    "E-mail address of who hears of it when the person's work is overdue; empty for nobody.",
                    "max@example.com"),
            ImportColumn.ignored("all roles"),
            ImportColumn.ignored("state"),
            ImportColumn.ignored("last sign-in"));

    private PersonColumns() {}

    /// People as a sheet, which an import takes as it is.
    ///
    /// @param managers the manager's id of each who has one
    static Sheet sheet(List<Account> people, Map<Long, Long> managers, Instant now) {
        var emails = people.stream().collect(Collectors.toMap(Account::id, Account::email));
        var sheet = new Sheet("people", ALL.stream().map(ImportColumn::name).toList());
        for (var person : people) {
            var manager = managers.get(person.id());
            sheet.row(List.of(
                    person.email(),
                    person.name(),
                    words(held(person, now).keySet().stream().sorted().toList()),
                    manager == null ? "" : emails.getOrDefault(manager, ""),
                    String.join(", ", person.roleWords(now)),
                    !person.active() ? "deactivated" : person.hasPassword() ? "active" : "invited",
                    person.signedInAt() == null ? "" : person.signedInAt()));
        }
        return sheet;
    }

    /// The built-in roles that a person holds everywhere, now and by themselves, with the grants that say so.
    static Map<Role, List<Grant>> held(Account person, Instant now) {
        return person.grants().stream()
                .filter(grant -> grant.team() == null && grant.scope().isEverywhere() && grant.inForce(now))
                .filter(grant -> grant.role() != null)
                .collect(Collectors.groupingBy(grant -> Objects.requireNonNull(grant.role())));
    }

    /// The roles of a cell; what is none is an error.
    static Set<Role> roles(String cell, List<RowError> errors) {
        var roles = EnumSet.noneOf(Role.class);
        for (var part : cell.split("[,;\\r\\n]+", -1)) {
            var word = part.strip().toLowerCase(Locale.ROOT).replace('-', ' ');
            if (!word.isEmpty()) {
                Role.find(word)
                        .ifPresentOrElse(
                                roles::add,
                                () -> errors.add(new RowError(
                                        ROLES,
                                        "There is no built-in role \"" + shortened(part.strip()) + "\". There are: "
                                                + words(Arrays.asList(Role.values())) + ".")));
            }
        }
        return roles;
    }

    static String words(Iterable<Role> roles) {
        var words = new ArrayList<String>();
        roles.forEach(role -> words.add(role.word()));
        return String.join(", ", words);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
