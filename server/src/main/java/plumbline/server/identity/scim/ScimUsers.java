package plumbline.server.identity.scim;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.oidc.GroupRoles;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the directory does with users: an account is made, described, ended and begun again.
final class ScimUsers {
    private static final int TRIES = 3;

    private final Transactions transactions;
    private final ScimUserStore store;
    private final Accounts accounts;
    private final Journal journal;

    ScimUsers(Transactions transactions, ScimUserStore store, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// A part of a list, with the size of the whole.
    record Found(int total, List<ScimUser> users) {}

    Found find(@Nullable ScimFilter filter, int offset, int limit) {
        var condition = ScimUserFilterStore.condition(filter);
        var database = transactions.reading();
        return new Found(store.count(database, condition), store.page(database, condition, offset, limit));
    }

    ScimUser get(long id) {
        return store.find(transactions.reading(), id).orElseThrow(ScimRefused::notFound);
    }

    /// Makes an account with the least role. One whom the directory deleted before comes back, if it still calls them
    /// the same.
    ScimUser create(Actor actor, ObjectNode resource) {
        var wanted = Wanted.of(resource);
        var there = accounts.find(wanted.email());
        if (there.isPresent()) {
            return comeBack(actor, there.get(), wanted);
        }
        long id = unlessTaken(() -> transactions.get(tx -> {
            if (store.isTaken(tx, wanted.userName(), 0)) {
                throw taken("userName");
            }
            var made = accounts.add(tx, actor, new NewAccount(wanted.email(), wanted.name(), Set.of(GroupRoles.LEAST)));
            store.save(tx, wanted.saved(made.id()), journal.now());
            return made.id();
        }));
        setActive(actor, id, wanted.active().orElse(true));
        return get(id);
    }

    private ScimUser comeBack(Actor actor, Account account, Wanted wanted) {
        var externalId = wanted.externalId();
        if (externalId == null || !store.isDeleted(transactions.reading(), account.id(), externalId)) {
            throw taken("the e-mail address");
        }
        done(accounts.changeRoles(actor, account, Set.of(GroupRoles.LEAST)));
        unlessTaken(() -> transactions.get(tx -> {
            store.save(tx, wanted.saved(account.id()), journal.now());
            describe(tx, actor, account.id(), wanted);
            return account.id();
        }));
        setActive(actor, account.id(), wanted.active().orElse(true));
        return get(account.id());
    }

    /// Makes a user what the directory says, if it still is as it was seen.
    ScimUser change(Actor actor, ScimUser seen, ObjectNode resource) {
        var wanted = Wanted.of(resource);
        var account = accounts.find(seen.id()).orElseThrow(ScimRefused::notFound);
        boolean renamed =
                !wanted.email().equals(account.email()) || !wanted.userName().equals(seen.userName());
        if (renamed
                && account.grants().stream()
                        .anyMatch(grant -> grant.permissions().contains(Permission.ACCOUNT_MANAGE))) {
            throw ScimRefused.notAllowed("The directory does not change the address of an administrator.");
        }
        if (wanted.active().isPresent() && !wanted.active().get()) {
            setActive(actor, seen.id(), false);
        }
        unlessTaken(() -> transactions.get(tx -> {
            if (store.isTaken(tx, wanted.userName(), seen.id())) {
                throw taken("userName");
            }
            store.save(tx, wanted.saved(seen.id()), journal.now());
            describe(tx, actor, seen.id(), wanted);
            return seen.id();
        }));
        if (wanted.active().isPresent() && !wanted.active().get()) {
            transactions.run(tx -> store.setEnded(tx, seen.id(), seen.ended() || seen.active(), journal.now()));
        } else if (wanted.active().isPresent()) {
            setActive(actor, seen.id(), true);
        }
        return get(seen.id());
    }

    /// A person who acts as a directory describes nobody who may do more than they.
    private void describe(DSLContext transaction, Actor actor, long id, Wanted wanted) {
        var change = accounts.changeRights(transaction, actor);
        if (!accounts.these(transaction, List.of(id)).stream().allMatch(change::mayManage)) {
            throw ScimRefused.notAllowed(Accounts.BEYOND);
        }
        accounts.describe(transaction, actor, id, wanted.email(), wanted.name());
    }

    /// Ends the account and hides the user from the directory.
    void delete(Actor actor, ScimUser user) {
        setActive(actor, user.id(), false);
        transactions.run(tx -> {
            if (!user.kept()) {
                store.save(tx, Wanted.of(user.resource()).saved(user.id()), journal.now());
            }
            store.setEnded(tx, user.id(), user.ended() || user.active(), journal.now());
            store.setDeleted(tx, user.id(), journal.now());
        });
    }

    private void setActive(Actor actor, long id, boolean active) {
        for (int i = 0; i < TRIES; i++) {
            var account = accounts.find(id).orElseThrow(ScimRefused::notFound);
            if (account.active() == active) {
                return;
            }
            if (active && !get(id).ended()) {
                throw ScimRefused.notAllowed("An administrator deactivated this account, and only one brings it back.");
            }
            var changed = active ? accounts.reactivate(actor, account) : accounts.deactivate(actor, account);
            if (!(changed instanceof Accounts.Changed.Stale)) {
                done(changed);
                transactions.run(tx -> store.setEnded(tx, id, !active, journal.now()));
                return;
            }
        }
        throw ScimRefused.taken("The account is being changed by others: try again.");
    }

    private static void done(Accounts.Changed changed) {
        switch (changed) {
            case Accounts.Changed.Done _ -> {}
            case Accounts.Changed.Stale() ->
                throw ScimRefused.taken("The account is being changed by others: try again.");
            case Accounts.Changed.OwnAccount(), Accounts.Changed.Beyond(), Accounts.Changed.LastAdministrator() ->
                throw ScimRefused.notAllowed("This is the last administrator who can sign in.");
        }
    }

    private static long unlessTaken(LongSupplier work) {
        try {
            return work.getAsLong();
        } catch (IntegrityConstraintViolationException taken) {
            throw taken("userName or the e-mail address");
        }
    }

    private static ProblemException taken(String what) {
        return ScimRefused.taken("Somebody else has " + what + " already.");
    }

    /// What the directory wants a user to be.
    private record Wanted(
            String userName,
            @Nullable String externalId,
            String email,
            String name,
            Optional<Boolean> active,
            ObjectNode attributes) {

        static Wanted of(ObjectNode resource) {
            var attributes = ScimSchemas.USER.clean(resource);
            var userName = text(attributes.remove("userName")).strip();
            if (userName.isEmpty()
                    || userName.length() > 254
                    || userName.codePoints().anyMatch(Character::isISOControl)) {
                throw ScimRefused.value("userName must have 1 to 254 printable characters.");
            }
            var externalId = text(attributes.remove("externalId"));
            var active = attributes.remove("active");
            return new Wanted(
                    userName,
                    externalId.isEmpty() ? null : externalId,
                    email(attributes, userName),
                    name(attributes, userName),
                    Optional.ofNullable(active).map(JsonNode::booleanValue),
                    attributes);
        }

        ScimUserStore.Saved saved(long id) {
            return new ScimUserStore.Saved(id, userName, externalId, attributes);
        }

        private static String email(ObjectNode attributes, String userName) {
            var emails = attributes.path("emails").values();
            var best = emails.stream()
                    .filter(email -> email.path("primary").asBoolean(false))
                    .findFirst()
                    .or(() -> emails.stream()
                            .filter(email -> text(email.get("type")).equalsIgnoreCase("work"))
                            .findFirst())
                    .or(() -> emails.stream().findFirst())
                    .map(email -> text(email.get("value")))
                    .orElse(userName);
            if (!NewAccount.isEmail(best)) {
                throw ScimRefused.value("There must be an e-mail address, among emails or as userName.");
            }
            return best.strip().toLowerCase(Locale.ROOT);
        }

        private static String name(ObjectNode attributes, String userName) {
            var parts = attributes.path("name");
            var given = (text(parts.get("givenName")) + " " + text(parts.get("familyName"))).strip();
            for (var name : List.of(text(attributes.get("displayName")), text(parts.get("formatted")), given)) {
                if (NewAccount.isName(name)) {
                    return name.strip();
                }
            }
            return userName.substring(0, Math.min(100, userName.length()));
        }

        private static String text(@Nullable JsonNode node) {
            return node == null ? "" : Objects.requireNonNullElse(node.asString(""), "");
        }
    }
}
