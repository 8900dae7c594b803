package plumbline.server.identity.grant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights;
import plumbline.server.identity.RightsChange;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Roles that the organisation makes: what they allow, changed for all who hold them at once.
final class CustomRoles {
    private final Transactions transactions;
    private final CustomRoleStore store = new CustomRoleStore();
    private final Accounts accounts;
    private final Journal journal;

    CustomRoles(Transactions transactions, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.journal = journal;
    }

    List<CustomRole> all() {
        return store.all(transactions.reading());
    }

    Optional<CustomRole> find(long id) {
        return store.find(transactions.reading(), id);
    }

    Optional<CustomRole> find(DSLContext database, long id) {
        return store.find(database, id);
    }

    CustomRole create(Actor actor, CustomRole.Description role) {
        return transactions.get(tx -> create(tx, actor, role));
    }

    /// As above, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when it cannot be, or would allow more than its maker may
    CustomRole create(DSLContext transaction, Actor actor, CustomRole.Description role) {
        check(role);
        requireTheirs(accounts.changeRights(transaction, actor).requireStillAllowed(), role.permissions());
        requireFree(transaction, role.name(), 0);
        long id = store.insert(transaction, role, journal.now());
        var created = store.find(transaction, id).orElseThrow();
        journal.append(transaction, actor, "role.created", created.subject(), differences(null, created));
        return created;
    }

    CustomRole change(Actor actor, long id, int seen, CustomRole.Description role) {
        check(role);
        return transactions.get(tx -> {
            var change = accounts.changeRights(tx, actor).requireStillAllowed();
            var before = store.find(tx, id).orElseThrow(CustomRoles::gone);
            requireTheirs(change, before.permissions());
            requireTheirs(change, role.permissions());
            requireFree(tx, role.name(), id);
            if (!store.update(tx, id, seen, role)) {
                throw ETag.changed().exception();
            }
            var after = store.find(tx, id).orElseThrow();
            journal.append(tx, actor, "role.changed", after.subject(), differences(before, after));
            change.settle(accounts.these(tx, store.holders(tx, id)));
            return after;
        });
    }

    /// Deletes the version of a role that was seen, if nobody holds it.
    void delete(Actor actor, long id, int seen) {
        transactions.run(tx -> {
            accounts.changeRights(tx, actor).requireStillAllowed();
            var role = store.find(tx, id).orElseThrow(CustomRoles::gone);
            if (role.version() != seen) {
                throw ETag.changed().exception();
            }
            if (role.holders() > 0) {
                throw Problem.conflict("Somebody holds the role: take it away from all of them first.")
                        .exception();
            }
            store.delete(tx, id);
            journal.append(tx, actor, "role.deleted", role.subject(), differences(role, null));
        });
    }

    static RuntimeException gone() {
        return Problem.notFound("There is no such role.").exception();
    }

    private static void requireTheirs(RightsChange change, Set<Permission> permissions) {
        if (!change.mayGive(Rights.of(permissions, Scope.EVERYWHERE), null)) {
            throw Problem.of(ProblemType.FORBIDDEN, Accounts.BEYOND).exception();
        }
    }

    private static void check(CustomRole.Description role) {
        var wrong = Problem.of(ProblemType.INVALID, "This cannot be a role.");
        if (!role.name()
                .matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0," + (CustomRole.Description.LONGEST_NAME - 1) + "}")) {
            wrong = wrong.error("/name", "must be 1 to 60 letters, digits, spaces, dots or hyphens");
        }
        if (role.meaning().length() > CustomRole.Description.LONGEST_MEANING) {
            wrong = wrong.error("/meaning", "must have at most 200 characters");
        }
        if (role.permissions().isEmpty()) {
            wrong = wrong.error("/permissions", "must be at least one");
        }
        if (Role.find(role.name().toLowerCase(Locale.ROOT)).isPresent()) {
            wrong = wrong.error("/name", "is that of a built-in role");
        }
        if (!wrong.errors().isEmpty()) {
            throw wrong.exception();
        }
    }

    private void requireFree(DSLContext transaction, String name, long exceptId) {
        if (store.nameTaken(transaction, name, exceptId)) {
            throw Problem.invalid("/name", "is that of another role already").exception();
        }
    }

    private static JsonObject differences(@Nullable CustomRole before, @Nullable CustomRole after) {
        return Changes.begin()
                .field("name", before == null ? null : before.name(), after == null ? null : after.name())
                .field("meaning", before == null ? null : before.meaning(), after == null ? null : after.meaning())
                .field("permissions", words(before), words(after))
                .details();
    }

    private static List<String> words(@Nullable CustomRole role) {
        return role == null ? List.of() : role.words();
    }
}
