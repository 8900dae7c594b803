package plumbline.server.identity.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Principal;
import plumbline.server.identity.grant.Grants;
import plumbline.server.identity.imports.ImportColumn;
import plumbline.server.identity.imports.ImportRow;
import plumbline.server.identity.imports.ImportTarget;
import plumbline.server.identity.imports.PlannedRow;
import plumbline.server.identity.imports.StaleImport;
import plumbline.server.platform.Actor;
import plumbline.server.web.sheet.Sheet;

/// People as a list that somebody sends in: who is not there yet is invited, by a link that sets a password.
final class PersonImport implements ImportTarget {
    private static final Names NAMES = new Names(
            "people",
            "person",
            "people",
            "/settings/people",
            "People are found by their e-mail address; who is not there yet is invited, and you get a link for each to "
                    + "hand over. A column that the file does not have leaves what it would say as it is. Nobody gives "
                    + "or takes rights that they do not have themselves.");

    private final Accounts accounts;
    private final Managers managers;
    private final Grants grants;

    PersonImport(Accounts accounts, Managers managers, Grants grants) {
        this.accounts = accounts;
        this.managers = managers;
        this.grants = grants;
    }

    @Override
    public Names names() {
        return NAMES;
    }

    @Override
    public List<ImportColumn> columns() {
        return PersonColumns.ALL;
    }

    /// Everybody there is, as a file that an import takes.
    Sheet sheet() {
        return PersonColumns.sheet(accounts.all(), managers.all(), accounts.now());
    }

    @Override
    public Draft draft(DSLContext database, Principal principal, List<ImportRow> rows) {
        var steps = new PersonPlan(principal, known(database, rows), accounts.now()).steps(rows);
        return new Draft() {
            @Override
            public List<PlannedRow> rows() {
                return steps.stream().map(PersonStep::planned).toList();
            }

            @Override
            public Map<Integer, String> apply(DSLContext transaction) {
                return carryOut(transaction, principal.actor(), steps);
            }
        };
    }

    /// Everybody whom the rows name, and who is above whom.
    private PersonPlan.Known known(DSLContext database, List<ImportRow> rows) {
        var emails = new HashSet<String>();
        for (var row : rows) {
            emails.add(email(row.text(PersonColumns.EMAIL)));
            emails.add(email(row.text(PersonColumns.MANAGER)));
        }
        var above = managers.all(database);
        var ids = new HashSet<>(managers.ids(database, emails).values());
        var theirManagers = ids.stream()
                .flatMap(id -> Optional.ofNullable(above.get(id)).stream())
                .toList();
        ids.addAll(theirManagers);
        return new PersonPlan.Known(accounts.these(database, ids), above);
    }

    static String email(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    private Map<Integer, String> carryOut(DSLContext tx, Actor actor, List<PersonStep> steps) {
        var change = accounts.changeRights(tx, actor);
        if (!change.isStillAllowed()) {
            throw new StaleImport("the rights of whoever imports changed");
        }
        var links = new LinkedHashMap<Integer, String>();
        var ids = new HashMap<String, Long>();
        for (var step : steps) {
            switch (step) {
                case PersonStep.Invite invite -> {
                    var account = new NewAccount(invite.email(), invite.name(), invite.roles());
                    var invited = accounts.invite(tx, actor, account);
                    ids.put(invite.email(), invited.account().id());
                    links.put(invite.planned().line(), invited.link());
                }
                case PersonStep.Change changed -> {
                    ids.put(changed.email(), changed.was().id());
                    change(tx, actor, changed);
                }
                case PersonStep.Nothing _ -> {
                    // as it is
                }
            }
        }
        nameManagers(tx, actor, steps, ids);
        return links;
    }

    private void change(DSLContext tx, Actor actor, PersonStep.Change step) {
        long id = step.was().id();
        // What was seen must still be so, and stays so from here on: rights are locked.
        var now = accounts.these(tx, List.of(id)).stream().findFirst().map(Account::version);
        if (now.isEmpty() || now.get() != step.was().version()) {
            throw new StaleImport("the account " + id + " changed");
        }
        if (!step.name().equals(step.was().name())) {
            accounts.describe(tx, actor, id, step.was().email(), step.name());
        }
        step.given().forEach(role -> grants.give(tx, actor, id, role));
        step.taken().forEach(grant -> grants.take(tx, actor, grant.id()));
    }

    private void nameManagers(DSLContext tx, Actor actor, List<PersonStep> steps, Map<String, Long> ids) {
        var named = new LinkedHashMap<Long, Optional<Long>>();
        var missing = new HashSet<String>();
        for (var step : steps) {
            step.manager().ifPresent(email -> {
                if (!email.isEmpty() && !ids.containsKey(email)) {
                    missing.add(email);
                }
            });
        }
        var all = new HashMap<>(managers.ids(tx, missing));
        all.putAll(ids);
        for (var step : steps) {
            step.manager().ifPresent(email -> {
                var manager = Optional.ofNullable(all.get(email));
                if (!email.isEmpty() && manager.isEmpty()) {
                    throw new StaleImport("there is no " + email + " any more");
                }
                named.put(Objects.requireNonNull(all.get(step.email())), manager);
            });
        }
        if (!named.isEmpty() && !managers.nameAll(tx, actor, named)) {
            throw new StaleImport("who is above whom changed");
        }
    }
}
