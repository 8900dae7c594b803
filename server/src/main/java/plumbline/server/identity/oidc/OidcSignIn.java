package plumbline.server.identity.oidc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Whose account a person of the provider signs in to.
///
/// One who was here before is known by issuer and subject. An address that the provider has
/// verified connects an account only where there is nothing to take: nobody can sign in to it in
/// another way, it is not connected (addresses are given to others after somebody left), and it
/// holds no more than the least role or the directory made it for this very person. Everything else
/// its owner connects, signed in. Whom nobody here knows gets an account with the least role. Then
/// the person's groups give and take the roles they rule.
final class OidcSignIn {
    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final int TRIES = 3;
    private static final Rights LEAST = Rights.of(GroupRoles.LEAST.permissions(), Principal.Scope.EVERYWHERE);

    private final Transactions transactions;
    private final OidcStore store;
    private final Accounts accounts;
    private final Journal journal;
    private final OidcSettings settings;

    OidcSignIn(Transactions transactions, OidcStore store, Accounts accounts, Journal journal, OidcSettings settings) {
        this.transactions = transactions;
        this.store = store;
        this.accounts = accounts;
        this.journal = journal;
        this.settings = settings;
    }

    /// What came of signing in, or of connecting an account.
    sealed interface Result {
        record Welcome(Account account) implements Result {}

        record Refused(Refusal why) implements Result {}
    }

    /// Why somebody whom the provider knows may not come in.
    enum Refusal {
        NOBODY_THERE("This server has no administrator yet. Whoever runs it makes one first, by the link that its start"
                + " printed."),
        DEACTIVATED("Your account here is deactivated. An administrator can let you in again."),
        NO_EMAIL("The provider sent no e-mail address of yours that it has verified. Its operator can mend that."),
        ANOTHER_PERSON("The account of your address is connected with somebody else at the provider. An administrator"
                + " can disconnect it."),
        NOT_BY_EMAIL("There is an account of your address, which an address alone does not open. Sign in as you did"
                + " before, then connect the two under Settings, My account. If you never had a password here, an"
                + " administrator can make you a link to set one."),
        BREAK_GLASS(
                "The break-glass account is for the day on which the provider lets nobody in, so it signs in without"
                        + " it."),
        ANOTHER_ACCOUNT("At the provider you are somebody who has another account here."),
        CHANGING("Your account was changed at this very moment. Try again.");

        private final String text;

        Refusal(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /// Signs a person in, from this network address.
    Result signIn(OidcPerson person, String address) {
        var found = unlessRaced(tx -> known(tx, person).orElseGet(() -> unknown(tx, person)));
        var result = found instanceof Result.Welcome(var account) ? withRoles(account, person) : found;
        if (result instanceof Result.Refused(var why)) {
            failed(why.word(), address);
        }
        return result;
    }

    /// Notes that nobody was let in, from this network address.
    void failed(String why, String address) {
        var details = JsonObject.builder()
                .put("address", address)
                .put("provider", settings.issuer())
                .put("reason", why)
                .build();
        var subject = Subject.of("account", "unknown");
        transactions.run(tx -> journal.append(tx, Actor.NOBODY, "account.sign-in-failed", subject, details));
    }

    /// Connects the account of somebody who is signed in.
    Result connect(OidcPerson person, Account own) {
        return unlessRaced(tx -> {
            if (store.isBreakGlass(tx, own.id())) {
                return new Result.Refused(Refusal.BREAK_GLASS);
            }
            var owner = store.account(tx, person.issuer(), person.subject());
            if (owner.isPresent() && owner.get() != own.id()) {
                return new Result.Refused(Refusal.ANOTHER_ACCOUNT);
            }
            if (owner.isEmpty()
                    && store.connection(tx, own.id(), person.issuer()).isPresent()) {
                return new Result.Refused(Refusal.ANOTHER_PERSON);
            }
            if (owner.isEmpty()) {
                link(tx, own.actor(), person, own);
            }
            return new Result.Welcome(own);
        });
    }

    /// Two windows of one person that come for the first time meet the same row; the later one finds it then.
    private Result unlessRaced(Function<DSLContext, Result> work) {
        for (int i = 0; i < TRIES; i++) {
            try {
                return transactions.get(work);
            } catch (IntegrityConstraintViolationException raced) {
                log.debug("an account was made at the same moment", raced);
            }
        }
        return new Result.Refused(Refusal.CHANGING);
    }

    private Optional<Result> known(DSLContext transaction, OidcPerson person) {
        return store.account(transaction, person.issuer(), person.subject())
                .flatMap(id -> accounts.hold(transaction, id))
                .map(account -> store.isBreakGlass(transaction, account.id())
                        ? new Result.Refused(Refusal.BREAK_GLASS)
                        : ifActive(account));
    }

    private Result unknown(DSLContext transaction, OidcPerson person) {
        if (accounts.after(0, 1).isEmpty()) {
            return new Result.Refused(Refusal.NOBODY_THERE);
        }
        if (person.email().isEmpty()) {
            return new Result.Refused(Refusal.NO_EMAIL);
        }
        var email = person.email().get();
        var local = accounts.find(email).flatMap(account -> accounts.hold(transaction, account.id()));
        if (local.isEmpty()) {
            var made =
                    accounts.add(transaction, actor(), new NewAccount(email, person.name(), Set.of(GroupRoles.LEAST)));
            link(transaction, actor(), person, made);
            return new Result.Welcome(made);
        }
        var account = local.get();
        if (!account.active()) {
            return new Result.Refused(Refusal.DEACTIVATED);
        }
        if (store.connection(transaction, account.id(), person.issuer()).isPresent()) {
            return new Result.Refused(Refusal.ANOTHER_PERSON);
        }
        if (!opensByEmail(transaction, account, person)) {
            return new Result.Refused(Refusal.NOT_BY_EMAIL);
        }
        link(transaction, actor(), person, account);
        return new Result.Welcome(account);
    }

    /// Whether nobody can have used the account yet, and it gives no more than a new one would or than the directory,
    /// which is the provider's, means for this person. Nobody is let raise their own rights by an address.
    private boolean opensByEmail(DSLContext transaction, Account account, OidcPerson person) {
        if (account.hasPassword()
                || store.hasPasskey(transaction, account.id())
                || store.isBreakGlass(transaction, account.id())) {
            return false;
        }
        var held = Rights.sum(account.grants().stream()
                .filter(grant -> !grant.ended(journal.now()))
                .toList());
        return LEAST.covers(held)
                || (!held.may(Permission.ACCOUNT_MANAGE) && store.isProvisioned(transaction, account.id(), person));
    }

    private void link(DSLContext transaction, Actor by, OidcPerson person, Account account) {
        store.link(transaction, person, account.id(), journal.now());
        journal.append(transaction, by, "account.connected", account.subject(), provider());
    }

    /// Gives and takes the roles that groups rule. Nobody comes in with a role that their groups no longer give.
    private Result withRoles(Account found, OidcPerson person) {
        var account = found;
        for (int i = 0; i < TRIES; i++) {
            var grants = settings.roles().after(account.grants(), person.groups(), journal.now());
            if (grants.isEmpty()) {
                return ifActive(account);
            }
            switch (accounts.changeGrants(actor(), account, grants.get())) {
                case Accounts.Changed.Done(var changed) -> {
                    return ifActive(changed);
                }
                case Accounts.Changed.LastAdministrator() -> {
                    log.warn("{} stays administrator, being the last who can sign in", account.subject());
                    return ifActive(account);
                }
                case Accounts.Changed.Stale(),
                        Accounts.Changed.OwnAccount(),
                        Accounts.Changed.BreakGlass(),
                        Accounts.Changed.Beyond() ->
                    account = accounts.find(account.id()).orElseThrow();
            }
        }
        return new Result.Refused(Refusal.CHANGING);
    }

    private static Result ifActive(Account account) {
        return account.active() ? new Result.Welcome(account) : new Result.Refused(Refusal.DEACTIVATED);
    }

    private Actor actor() {
        return new Actor(Actor.Kind.SYSTEM, "oidc", settings.name());
    }

    private JsonObject provider() {
        return JsonObject.builder().put("provider", settings.issuer()).build();
    }
}
