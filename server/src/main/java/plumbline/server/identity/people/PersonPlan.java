package plumbline.server.identity.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights;
import plumbline.server.identity.Role;
import plumbline.server.identity.imports.ImportRow;
import plumbline.server.identity.imports.PlannedRow;
import plumbline.server.identity.imports.RowError;
import plumbline.server.platform.HistoryEntry.FieldChange;

/// Decides what the rows of a list of people do, by the same rules as the pages of Settings.
final class PersonPlan {
    private final Principal principal;
    private final Instant now;
    private final Map<String, Account> byEmail;
    private final Map<Long, Account> byId;
    private final Map<Long, Long> managers;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> invited = new HashSet<>();

    /// What is known when the plan is made.
    ///
    /// @param people everybody whom the rows name, and their managers
    /// @param managers the manager's id of each who has one
    record Known(List<Account> people, Map<Long, Long> managers) {
        Known {
            people = List.copyOf(people);
            managers = Map.copyOf(managers);
        }
    }

    PersonPlan(Principal principal, Known known, Instant now) {
        this.principal = principal;
        this.now = now;
        this.byEmail = known.people().stream().collect(Collectors.toMap(Account::email, Function.identity()));
        this.byId = known.people().stream().collect(Collectors.toMap(Account::id, Function.identity()));
        this.managers = known.managers();
    }

    List<PersonStep> steps(List<ImportRow> rows) {
        rows.forEach(row -> {
            var email = PersonImport.email(row.text(PersonColumns.EMAIL));
            if (!byEmail.containsKey(email) && NewAccount.isEmail(email)) {
                invited.add(email);
            }
        });
        var steps = new ArrayList<PersonStep>();
        rows.forEach(row -> steps.add(step(row)));
        refuseCircles(rows, steps);
        return steps;
    }

    private PersonStep step(ImportRow row) {
        var email = PersonImport.email(row.text(PersonColumns.EMAIL));
        var errors = new ArrayList<RowError>();
        if (!NewAccount.isEmail(email)) {
            errors.add(new RowError(PersonColumns.EMAIL, "This is not an e-mail address."));
            return wrong(row, email, errors);
        }
        var line = lines.putIfAbsent(email, row.line());
        if (line != null) {
            errors.add(new RowError(
                    PersonColumns.EMAIL, "Line " + line + " is about this person already: keep one of them."));
            return wrong(row, email, errors);
        }
        var was = byEmail.get(email);
        return was == null ? invite(row, email, errors) : change(row, was, errors);
    }

    private PersonStep invite(ImportRow row, String email, List<RowError> errors) {
        var name = row.text(PersonColumns.NAME);
        if (!NewAccount.isName(name)) {
            errors.add(new RowError(PersonColumns.NAME, "Say the name, as others shall see it: 1 to 100 characters."));
        }
        var roles = PersonColumns.roles(row.text(PersonColumns.ROLES), errors);
        if (roles.isEmpty() && errors.stream().noneMatch(error -> error.column().equals(PersonColumns.ROLES))) {
            errors.add(new RowError(PersonColumns.ROLES, "Name at least one role."));
        }
        roles.forEach(role -> requireTheirs(role, errors));
        var manager = manager(row, "", errors);
        if (!errors.isEmpty()) {
            return wrong(row, email, errors);
        }
        var fields = new ArrayList<>(List.of(
                new FieldChange(PersonColumns.NAME, "", name),
                new FieldChange(PersonColumns.ROLES, "", PersonColumns.words(roles))));
        manager.ifPresent(above -> fields.add(new FieldChange(PersonColumns.MANAGER, "", above)));
        return new PersonStep.Invite(PlannedRow.create(row, email, fields), email, name, roles, manager);
    }

    private PersonStep change(ImportRow row, Account was, List<RowError> errors) {
        var name = row.has(PersonColumns.NAME) ? row.text(PersonColumns.NAME) : was.name();
        if (!NewAccount.isName(name)) {
            errors.add(new RowError(PersonColumns.NAME, "Say the name, as others shall see it: 1 to 100 characters."));
        }
        var held = PersonColumns.held(was, now);
        var roles = row.has(PersonColumns.ROLES)
                ? PersonColumns.roles(row.text(PersonColumns.ROLES), errors)
                : held.keySet();
        var given =
                roles.stream().filter(role -> !held.containsKey(role)).sorted().toList();
        var taken = held.entrySet().stream()
                .filter(role -> !roles.contains(role.getKey()))
                .flatMap(role -> role.getValue().stream())
                .toList();
        var emailOfManager = email(managers.get(was.id()));
        var manager = manager(row, emailOfManager, errors);
        var changes = new ArrayList<FieldChange>();
        compare(changes, PersonColumns.NAME, was.name(), name);
        compare(
                changes,
                PersonColumns.ROLES,
                PersonColumns.words(sorted(held.keySet())),
                PersonColumns.words(sorted(roles)));
        manager.ifPresent(above -> compare(changes, PersonColumns.MANAGER, emailOfManager, above));
        boolean ofRoles = !given.isEmpty() || !taken.isEmpty();
        if (errors.isEmpty() && ofRoles) {
            checkRoles(was, roles, errors);
        }
        if (!mayName(was, manager)) {
            errors.add(new RowError(PersonColumns.MANAGER, Managers.SEES_MORE));
        }
        if (errors.isEmpty() && !changes.isEmpty()) {
            check(was, ofRoles || !name.equals(was.name()), errors);
        }
        if (!errors.isEmpty()) {
            return wrong(row, was.email(), errors);
        }
        var planned = PlannedRow.change(row, was.email(), changes, Integer.toString(was.version()));
        return changes.isEmpty()
                ? new PersonStep.Nothing(planned, was.email())
                : new PersonStep.Change(planned, was, name, given, taken, manager);
    }

    /// By the rule of [Managers]; whoever is invited by the same file can see nothing yet.
    private boolean mayName(Account was, Optional<String> manager) {
        if (manager.filter(email -> !email.isEmpty()).isEmpty()
                || principal.rights().covers(theirs(was))) {
            return true;
        }
        var named = Optional.ofNullable(byEmail.get(manager.get()));
        return named.isPresent() && Managers.seesNoMore(named, was, now);
    }

    private Rights theirs(Account was) {
        return Rights.sum(
                was.grants().stream().filter(grant -> !grant.ended(now)).toList());
    }

    private void checkRoles(Account was, Set<Role> roles, List<RowError> errors) {
        if (principal.id() == was.id()) {
            errors.add(new RowError(PersonColumns.ROLES, Accounts.OWN));
        }
        if (roles.isEmpty()) {
            errors.add(new RowError(
                    PersonColumns.ROLES,
                    "Name at least one role. The last one is taken away on the person's page, or with the account."));
        }
        roles.stream()
                .filter(role -> !PersonColumns.held(was, now).containsKey(role))
                .forEach(role -> requireTheirs(role, errors));
    }

    private void check(Account was, boolean more, List<RowError> errors) {
        if (!was.active()) {
            errors.add(new RowError("", "This account is deactivated: let it sign in again first, or drop the row."));
        }
        if (more && !principal.rights().covers(theirs(was))) {
            errors.add(new RowError("", Accounts.BEYOND));
        }
    }

    private void requireTheirs(Role role, List<RowError> errors) {
        if (!principal.rights().covers(Rights.of(role.permissions(), Scope.EVERYWHERE))) {
            errors.add(new RowError(
                    PersonColumns.ROLES, "The role " + role.word() + " is not yours to give. " + Accounts.BEYOND));
        }
    }

    /// The manager to be named, empty for nobody; absent where it stays.
    private Optional<String> manager(ImportRow row, String present, List<RowError> errors) {
        var wanted = PersonImport.email(row.text(PersonColumns.MANAGER));
        if (!row.has(PersonColumns.MANAGER) || wanted.equals(present)) {
            return Optional.empty();
        }
        var account = byEmail.get(wanted);
        if (!wanted.isEmpty() && !invited.contains(wanted) && (account == null || !account.active())) {
            errors.add(new RowError(
                    PersonColumns.MANAGER,
                    "There is nobody with this address who can sign in: add them to the file, or name another."));
        }
        return Optional.of(wanted);
    }

    /// Once all rows have been read: who would stand above themselves.
    private void refuseCircles(List<ImportRow> rows, List<PersonStep> steps) {
        var above = new HashMap<Object, Object>(managers);
        for (var step : steps) {
            step.manager().ifPresent(manager -> {
                if (manager.isEmpty()) {
                    above.remove(node(step.email()));
                } else {
                    above.put(node(step.email()), node(manager));
                }
            });
        }
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.manager().isPresent() && Managers.standsAboveThemselves(above, node(step.email()))) {
                var error =
                        new RowError(PersonColumns.MANAGER, "Nobody stands above themselves, not even through others.");
                steps.set(i, wrong(rows.get(i), step.email(), List.of(error)));
            }
        }
    }

    private Object node(String email) {
        var account = byEmail.get(email);
        return account == null ? email : (Object) account.id();
    }

    private String email(@Nullable Long id) {
        var account = id == null ? null : byId.get(id);
        return account == null ? "" : account.email();
    }

    private static List<Role> sorted(Set<Role> roles) {
        return roles.stream().sorted().toList();
    }

    private static void compare(List<FieldChange> changes, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.add(new FieldChange(field, before, after));
        }
    }

    private static PersonStep wrong(ImportRow row, String email, List<RowError> errors) {
        return new PersonStep.Nothing(PlannedRow.wrong(row, email, errors), email);
    }
}
