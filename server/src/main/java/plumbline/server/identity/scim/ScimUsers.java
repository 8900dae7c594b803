package plumbline.server.identity.scim;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.oidc.GroupRoles;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the directory does with users: an account is made, described, ended and begun again, each request in one
/// transaction.
final class ScimUsers {
    private final Transactions transactions;
    private final ScimUserStore store = new ScimUserStore();
    private final ScimGroupStore groups = new ScimGroupStore();
    private final Teams teams;
    private final Accounts accounts;
    private final Journal journal;

    ScimUsers(Transactions transactions, Teams teams, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.teams = teams;
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
        return inOne(actor, tx -> {
            long id = store.account(tx, wanted.email())
                    .map(there -> comeBack(tx, actor, there, wanted))
                    .orElseGet(() -> accounts.add(
                                    tx, actor, new NewAccount(wanted.email(), wanted.name(), Set.of(GroupRoles.LEAST)))
                            .id());
            save(tx, actor, id, wanted);
            setActive(tx, actor, id, wanted.active().orElse(true));
            return user(tx, id);
        });
    }

    private long comeBack(DSLContext transaction, Actor actor, long id, Wanted wanted) {
        var externalId = wanted.externalId();
        if (externalId == null || !store.isDeleted(transaction, id, externalId)) {
            throw taken("the e-mail address");
        }
        var account = account(transaction, id);
        accounts.changeGrants(transaction, actor, account, List.of(NewGrant.everywhere(GroupRoles.LEAST)));
        leaveGroups(transaction, actor, id);
        return id;
    }

    /// What shall become of a user.
    ///
    /// @param ifMatch the version that was seen, where the caller names one
    record Change(long id, @Nullable String ifMatch, UnaryOperator<ObjectNode> work) {}

    /// Makes a user what the directory says; nobody else changes them between the version that was seen and that.
    ScimUser change(Actor actor, Change change) {
        return inOne(actor, tx -> {
            var seen = seen(tx, change.id(), change.ifMatch());
            var wanted = Wanted.of(change.work().apply(seen.resource()));
            var account = account(tx, seen.id());
            boolean renamed = !wanted.email().equals(account.email())
                    || !wanted.userName().equals(seen.userName());
            if (renamed
                    && account.grants().stream()
                            .anyMatch(grant -> grant.permissions().contains(Permission.ACCOUNT_MANAGE))) {
                throw ScimRefused.notAllowed("The directory does not change the address of an administrator.");
            }
            save(tx, actor, seen.id(), wanted);
            wanted.active().ifPresent(active -> setActive(tx, actor, seen.id(), active));
            return user(tx, seen.id());
        });
    }

    /// Ends the account, takes it out of all teams and hides the user from the directory.
    void delete(Actor actor, long id, @Nullable String ifMatch) {
        inOne(actor, tx -> {
            var user = seen(tx, id, ifMatch);
            if (!user.kept()) {
                store.save(tx, Wanted.of(user.resource()).saved(id), journal.now());
            }
            setActive(tx, actor, id, false);
            leaveGroups(tx, actor, id);
            store.setDeleted(tx, id, journal.now());
            return user;
        });
    }

    /// Whoever comes back holds nothing through what they were in.
    private void leaveGroups(DSLContext transaction, Actor actor, long id) {
        groups.touchOf(transaction, id, journal.now());
        teams.leave(transaction, actor, id);
    }

    private void save(DSLContext transaction, Actor actor, long id, Wanted wanted) {
        if (store.isTaken(transaction, wanted.userName(), id)) {
            throw taken("userName");
        }
        // A person who acts as a directory describes nobody who may do more than they.
        if (!accounts.changeRights(transaction, actor).mayManage(account(transaction, id))) {
            throw ScimRefused.notAllowed(Accounts.BEYOND);
        }
        store.save(transaction, wanted.saved(id), journal.now());
        accounts.describe(transaction, actor, id, wanted.email(), wanted.name());
    }

    private void setActive(DSLContext transaction, Actor actor, long id, boolean active) {
        var user = user(transaction, id);
        if (user.active() == active) {
            return;
        }
        if (active && !user.ended()) {
            throw ScimRefused.notAllowed("An administrator deactivated this account, and only one brings it back.");
        }
        accounts.setActive(transaction, actor, account(transaction, id), active);
        store.setEnded(transaction, id, !active, journal.now());
    }

    private Account account(DSLContext transaction, long id) {
        return accounts.these(transaction, List.of(id)).getFirst();
    }

    private ScimUser user(DSLContext transaction, long id) {
        return store.find(transaction, id).orElseThrow(ScimRefused::notFound);
    }

    private ScimUser seen(DSLContext transaction, long id, @Nullable String ifMatch) {
        var user = user(transaction, id);
        ScimAnswers.requireMatch(ifMatch, user.version());
        return user;
    }

    /// Does what one request asks for in one transaction, in which nobody else changes anybody's rights.
    private ScimUser inOne(Actor actor, Function<DSLContext, ScimUser> work) {
        try {
            return transactions.get(tx -> {
                accounts.changeRights(tx, actor);
                return work.apply(tx);
            });
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
