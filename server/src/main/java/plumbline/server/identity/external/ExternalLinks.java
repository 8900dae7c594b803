package plumbline.server.identity.external;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.identity.Secrets;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Links for external parties: seen, revoked, and ended with the rights of whoever made them.
public final class ExternalLinks implements AccountEnding {
    private static final int HINT = 4;

    private final Transactions transactions;
    private final Journal journal;
    private final ExternalLinkStore store = new ExternalLinkStore();

    /// For the server and for the command line on its machine.
    public ExternalLinks(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    static byte[] hash(String secret) {
        return Secrets.hash(secret);
    }

    static String hint(String secret) {
        return secret.substring(secret.length() - HINT);
    }

    /// The link of this id, when this principal may manage it.
    public Optional<ExternalLink> find(Principal principal, long id) {
        return store.find(transactions.reading(), principal.scope(Permission.LINK_MANAGE), id);
    }

    List<ExternalLink> list(LinkFilter filter, @Nullable Long before, int limit) {
        return store.list(transactions.reading(), filter, before, limit, journal.now());
    }

    /// Those that this principal may manage and that all words occur in, or the one whose id it is.
    List<ExternalLink> search(Principal principal, String words, int limit) {
        return store.search(
                transactions.reading(), principal.scope(Permission.LINK_MANAGE), words, limit, journal.now());
    }

    List<HistoryEntry> history(ExternalLink link) {
        return journal.history(transactions.reading(), link.subject());
    }

    Instant now() {
        return journal.now();
    }

    /// Adds a link; whether its maker may is asked before.
    ExternalLink add(DSLContext transaction, Actor actor, ExternalLinkStore.New link, String secret) {
        var now = journal.now();
        long id = store.insert(transaction, link, secret, now);
        var made = store.find(transaction, Principal.Scope.EVERYWHERE, id).orElseThrow();
        var allowed = made.uses().allowed();
        // Who it is for stands in the link's own row: the journal is for ever.
        var details = Changes.begin()
                .field("purpose", null, link.purpose().label())
                .field("about", null, made.about().title())
                .field("expires", null, made.life().expiresAt().toString())
                .field("uses", null, allowed == null ? "no limit" : allowed.toString())
                .field("ends in", null, made.hint())
                .details();
        journal.append(transaction, actor, "external-link.created", made.subject(), details);
        return made;
    }

    Optional<ExternalLink> bySecret(String secret) {
        return store.find(transactions.reading(), hash(secret));
    }

    /// Counts one use and notes from where; false when the link does not work any more.
    boolean use(DSLContext transaction, ExternalLink link, String address) {
        if (!store.use(transaction, link.id(), journal.now())) {
            return false;
        }
        var details = Changes.begin().field("from address", null, address).details();
        journal.append(transaction, link.actor(), "external-link.used", link.subject(), details);
        return true;
    }

    /// Revokes a link at once; revoking it again changes nothing.
    public void revoke(Actor actor, ExternalLink link) {
        transactions.run(tx -> revoke(tx, actor, link, ""));
    }

    /// As above, inside a transaction of the caller, and why.
    public void revoke(DSLContext transaction, Actor actor, ExternalLink link, String why) {
        if (store.revoke(transaction, link.id(), journal.now())) {
            var details = Changes.begin()
                    .field("state", "works", "revoked")
                    .because(why)
                    .details();
            journal.append(transaction, actor, "external-link.revoked", link.subject(), details);
        }
    }

    /// Whoever made a link has seen its secret, so it ends with their right to let somebody in.
    @Override
    public void end(DSLContext transaction, Actor by, Account account, Rights left) {
        endAll(transaction, by, List.of(new Left(account, left)));
    }

    @Override
    public void endAll(DSLContext transaction, Actor by, List<Left> people) {
        var rights = new HashMap<Long, Rights>();
        people.forEach(one -> rights.put(one.account().id(), one.rights()));
        store.madeBy(transaction, rights.keySet(), journal.now()).stream()
                .filter(link ->
                        !Objects.requireNonNull(rights.get(link.maker().id())).covers(link.rights()))
                .forEach(link -> revoke(transaction, by, link, "Its maker may no longer make it."));
    }
}
