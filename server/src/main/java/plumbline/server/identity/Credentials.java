package plumbline.server.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import plumbline.server.identity.password.PasswordRules;
import plumbline.server.identity.password.Passwords;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Passwords and the links that set them. A new password ends all sessions of its account.
final class Credentials {
    private final Transactions transactions;
    private final AccountStore accounts;
    private final Links links;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final List<AccountEnding> endings;
    private final Journal journal;

    Credentials(Transactions transactions, AccountStore accounts, Links links, Kept kept, Journal journal) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.links = links;
        this.passwords = kept.passwords();
        this.rules = kept.rules();
        this.endings = kept.endings();
        this.journal = journal;
    }

    /// How passwords are kept, which are, and what ends with the sessions when there is a new one.
    record Kept(Passwords passwords, PasswordRules rules, List<AccountEnding> endings) {
        Kept {
            endings = List.copyOf(endings);
        }
    }

    String hash(String password) {
        return passwords.hash(password);
    }

    String link(DSLContext transaction, long accountId) {
        return links.password(transaction, accountId);
    }

    /// Ends whatever lets somebody in without the password.
    void end(DSLContext transaction, Actor by, Account account) {
        endSessions(transaction, by, account);
        links.forget(transaction, account.id());
    }

    void endSessions(DSLContext transaction, Actor by, Account account) {
        SessionStore.deleteAll(transaction, account.id());
        endings.forEach(ending -> ending.signedOut(transaction, by, account));
    }

    boolean isNobodyThere() {
        return accounts.none(transactions.reading());
    }

    /// A link for the first administrator, as long as there is no account at all.
    Optional<String> welcomeLink() {
        return transactions.get(tx -> accounts.none(tx) ? Optional.of(links.welcome(tx)) : Optional.empty());
    }

    boolean isWelcome(String secret) {
        return isNobodyThere() && links.isWelcome(secret);
    }

    /// Makes the first administrator by the link; empty when the link no longer works.
    Optional<Account> createFirst(String secret, String email, String name, String password) {
        var hash = passwords.hash(password);
        var administrator = new NewAccount(email, name, Set.of(Role.ADMINISTRATOR));
        return transactions.get(tx -> {
            if (!links.isWelcome(secret) || !links.use(tx, secret) || !accounts.none(tx)) {
                return Optional.empty();
            }
            long id = accounts.insert(tx, administrator, journal.now());
            accounts.setPassword(tx, id, hash);
            var created = accounts.find(tx, id).orElseThrow();
            journal.append(tx, created.actor(), "account.created-first", created.subject());
            return Optional.of(created);
        });
    }

    /// Whose password a link may set now.
    Optional<Account> invited(String secret) {
        return links.accountOf(secret)
                .flatMap(id -> accounts.find(transactions.reading(), id))
                .filter(Account::active);
    }

    /// Sets a password by its link; false when the link no longer works.
    boolean setByLink(String secret, Account account, String password) {
        var hash = passwords.hash(password);
        return transactions.get(tx -> {
            if (!links.use(tx, secret)) {
                return false;
            }
            set(tx, account.actor(), account, hash);
            return true;
        });
    }

    /// Whether this is the account's present password.
    boolean matches(Account account, String password) {
        var known = accounts.passwordHash(transactions.reading(), account.id());
        return passwords.matches(password, known.orElse(null));
    }

    /// Sets another password, if the present one is right.
    boolean change(Account account, String present, String password) {
        if (!matches(account, present)) {
            return false;
        }
        var hash = passwords.hash(password);
        transactions.run(tx -> set(tx, account.actor(), account, hash));
        return true;
    }

    private void set(DSLContext transaction, Actor actor, Account account, String hash) {
        accounts.setPassword(transaction, account.id(), hash);
        end(transaction, actor, account);
        journal.append(transaction, actor, "account.password-set", account.subject());
    }

    /// What is wrong with a password for this person, if anything.
    Optional<String> complaint(String password, String name, String email) {
        return rules.complaint(password, List.of(name, email));
    }
}
