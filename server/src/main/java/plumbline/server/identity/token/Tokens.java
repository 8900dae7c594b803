package plumbline.server.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Service accounts and their tokens: made, used, revoked.
public final class Tokens implements AccountEnding {
    private static final Duration LAST_USED_GRAIN = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final TokenStore store;
    private final Journal journal;

    /// For the server and for the command line on its machine.
    public Tokens(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.store = new TokenStore();
        this.journal = journal;
    }

    public List<ServiceAccount> serviceAccounts() {
        return store.owners(transactions.reading());
    }

    public Optional<ServiceAccount> serviceAccount(long id) {
        return store.owner(transactions.reading(), id);
    }

    public Optional<ServiceAccount> serviceAccount(String name) {
        return store.owner(transactions.reading(), name);
    }

    /// Tokens that work now and expire by then, the first to expire first.
    public List<ExpiringToken> expiring(Instant now, Instant until) {
        return store.expiring(transactions.reading(), now, until);
    }

    public List<Token> of(ServiceAccount serviceAccount) {
        return store.of(transactions.reading(), serviceAccount.id());
    }

    /// What happened to a service account and to its tokens, the newest first.
    List<HistoryEntry> history(ServiceAccount account, List<Token> tokens) {
        var subjects =
                Stream.concat(Stream.of(account.subject()), tokens.stream().map(Token::subject));
        return journal.history(transactions.reading(), subjects.toArray(Subject[]::new));
    }

    /// The people who made a service account or a token of it, or answer for it: they stand behind what it does.
    public List<Actor> makers(DSLContext database, long serviceAccountId) {
        return store.makers(database, serviceAccountId);
    }

    /// Adds a service account; its name must be free.
    public ServiceAccount createServiceAccount(Actor actor, String name, String purpose, @Nullable Long createdBy) {
        return transactions
                .get(tx -> createServiceAccount(tx, actor, name, purpose, createdBy))
                .orElseThrow(() -> new IllegalArgumentException("name must be free, but is taken: " + name));
    }

    /// As above, inside a transaction of the caller; empty when the name is taken.
    Optional<ServiceAccount> createServiceAccount(
            DSLContext transaction, Actor actor, String name, String purpose, @Nullable Long createdBy) {
        return store.insertOwner(transaction, new TokenStore.NewOwner(name, purpose, createdBy), journal.now())
                .map(id -> {
                    var created = store.owner(transaction, id).orElseThrow();
                    var details = Changes.begin()
                            .field("name", null, name)
                            .field("purpose", null, purpose)
                            .details();
                    journal.append(transaction, actor, "service-account.created", created.subject(), details);
                    return created;
                });
    }

    /// Makes a token. Whether the maker may give these permissions is asked before, where the maker is known.
    public MadeToken create(Actor actor, NewToken token, @Nullable Long createdBy) {
        return transactions.get(tx -> create(tx, actor, token, createdBy));
    }

    /// As above, inside a transaction of the caller.
    MadeToken create(DSLContext transaction, Actor actor, NewToken token, @Nullable Long createdBy) {
        var secret = TokenText.fresh();
        long id = store.insert(transaction, token, secret, createdBy, journal.now());
        var made = store.token(transaction, id).orElseThrow();
        journal.append(transaction, actor, "token.created", made.subject(), details(made));
        return new MadeToken(made, secret.text());
    }

    /// Who a token speaks for, if it may be used now. Its first use goes into the journal.
    Optional<Principal> authenticate(String text) {
        var now = journal.now();
        return TokenText.parse(text)
                .flatMap(secret -> store.find(transactions.reading(), secret.hash()))
                .filter(found -> found.token().usable(now) && found.owner().active())
                .map(found -> {
                    var principal = principal(found, now);
                    noteUse(found.token(), principal);
                    return principal;
                });
    }

    private void noteUse(Token token, Principal principal) {
        var now = journal.now();
        var usedAt = token.usedAt();
        if (usedAt != null && usedAt.isAfter(now.minus(LAST_USED_GRAIN))) {
            return;
        }
        transactions.run(tx -> {
            if (store.used(tx, token, now, LAST_USED_GRAIN)) {
                journal.append(tx, principal.actor(), "token.first-used", token.subject());
            }
        });
    }

    /// Revokes a token at once; revoking it again changes nothing.
    public void revoke(Actor actor, Token token) {
        transactions.run(tx -> revoke(tx, actor, token));
    }

    /// The ids of the tokens that this person made and that still work.
    Set<Long> madeBy(long accountId) {
        return store.madeBy(transactions.reading(), List.of(accountId), journal.now()).values().stream()
                .flatMap(List::stream)
                .map(Token::id)
                .collect(Collectors.toSet());
    }

    Optional<Token> token(DSLContext database, long id) {
        return store.token(database, id);
    }

    /// Lets a token end earlier, inside a transaction of the caller.
    void shorten(DSLContext transaction, Actor actor, Token token, Instant end) {
        if (token.revokedAt() == null && end.isBefore(token.expiresAt())) {
            store.shorten(transaction, token.id(), end);
            var details = Changes.begin()
                    .field("expires", token.expiresAt().toString(), end.toString())
                    .details();
            journal.append(transaction, actor, "token.shortened", token.subject(), details);
        }
    }

    void revoke(DSLContext transaction, Actor actor, Token token) {
        if (token.revokedAt() == null) {
            store.revoke(transaction, token.id(), journal.now());
            journal.append(transaction, actor, "token.revoked", token.subject(), ended("active", "revoked"));
        }
    }

    /// Whoever made a token may have kept a copy, so it ends with their right to do what it does.
    @Override
    public void end(DSLContext transaction, Actor by, Account account, Rights left) {
        endAll(transaction, by, List.of(new Left(account, left)));
    }

    @Override
    public void endAll(DSLContext transaction, Actor by, List<Left> people) {
        var ids = people.stream().map(left -> left.account().id()).toList();
        var made = store.madeBy(transaction, ids, journal.now());
        people.forEach(left -> made.getOrDefault(left.account().id(), List.of()).stream()
                .filter(token -> !left.rights().covers(token.rights().takes()))
                .forEach(token -> revoke(transaction, by, token)));
    }

    /// Ends a service account and all its tokens; ending it again changes nothing.
    public void deactivate(Actor actor, ServiceAccount account) {
        if (account.active()) {
            transactions.run(tx -> {
                store.deactivateOwner(tx, account.id(), journal.now());
                store.of(tx, account.id()).forEach(token -> revoke(tx, actor, token));
                journal.append(
                        tx, actor, "service-account.deactivated", account.subject(), ended("active", "deactivated"));
            });
        }
    }

    /// A right of the maker may have ended by its date, which no event tells: a token never has more than its maker.
    private static Principal principal(TokenStore.Found found, Instant now) {
        var given = found.token().rights();
        var maker = found.maker();
        var limit = maker == null ? Rights.ALL : Rights.ofPerson(maker, now);
        return new Principal(
                Actor.Kind.SERVICE_ACCOUNT,
                found.owner().id(),
                found.owner().name(),
                List.of(new Principal.Held("service account", Principal.Scope.EVERYWHERE)),
                given.within(limit.covers(Rights.ALL) ? limit : limit.without(Permission.SCIM_PROVISION)));
    }

    private static JsonObject ended(String before, String after) {
        return Changes.begin().field("state", before, after).details();
    }

    private static JsonObject details(Token token) {
        var may = token.permissions().stream().map(Permission::word).sorted().toList();
        var more = JsonObject.builder().put("serviceAccount", token.serviceAccountId());
        if (token.serviceId() != null) {
            more.put("service", token.serviceId());
        }
        return Changes.begin()
                .field("may", List.of(), may)
                .field("expires", null, token.expiresAt().toString())
                .field("ends in", null, token.hint())
                .details(more);
    }
}
