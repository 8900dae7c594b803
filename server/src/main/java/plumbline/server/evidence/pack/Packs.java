package plumbline.server.evidence.pack;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.Edition;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.InvalidFields;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.estate.CloudService;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.Jobs;

/// The door to packs: what may be seen, asked for and called off.
public final class Packs {
    private final Transactions transactions;
    private final Journal journal;
    private final Catalog catalog;
    private final Jobs jobs;
    private final PackStore store = new PackStore();

    Packs(Transactions transactions, Journal journal, Catalog catalog, Jobs jobs) {
        this.transactions = transactions;
        this.journal = journal;
        this.catalog = catalog;
        this.jobs = jobs;
    }

    /// One page of a list, newest first.
    ///
    /// @param service key of the one service asked for, or empty
    /// @param before the last pack of the page before, or null
    List<Pack> list(Principal principal, String service, @Nullable Long before, int limit) {
        return store.list(
                transactions.reading(),
                new PackStore.PackFilter(principal.scope(Permission.PACK_EXPORT), service, before),
                limit);
    }

    /// Those of the packs that this principal may see in which all words occur, newest first.
    List<Pack> search(Principal principal, String words, int limit) {
        return store.search(transactions.reading(), principal.scope(Permission.PACK_EXPORT), words, limit);
    }

    Optional<Pack> find(Principal principal, String id) {
        return LedgerItem.find(id)
                .filter(item -> item.kind() == LedgerItem.Kind.PACK)
                .flatMap(item ->
                        store.find(transactions.reading(), principal.scope(Permission.PACK_EXPORT), item.number()));
    }

    List<Edition> editions() {
        return catalog.editions();
    }

    /// Asks for a pack; the work starts once the transaction is through.
    ///
    /// @throws InvalidFields when the catalogue has no such edition
    Pack request(DSLContext tx, Principal principal, CloudService service, NewPack asked) {
        checkEdition(asked.edition());
        var number = store.insert(tx, service.id(), asked, principal.actor(), journal.now());
        var pack = store.find(tx, Principal.Scope.EVERYWHERE, number).orElseThrow();
        var details = JsonObject.builder()
                .put("edition", asked.edition())
                .put("from", asked.from().toString())
                .put("title", asked.title())
                .put("to", asked.to().toString())
                .build();
        journal.append(tx, principal.actor(), "pack.requested", PackMaker.subject(pack), details);
        jobs.soon(tx, PackJob.NAME);
        return pack;
    }

    void checkEdition(String id) {
        if (catalog.editions().stream().map(Edition::id).noneMatch(id::equals)) {
            throw new InvalidFields("edition", "must be one of the catalogue's editions");
        }
    }

    /// Asks for a pack of each service, all or none.
    List<Pack> request(Principal principal, List<CloudService> services, NewPack asked) {
        return transactions.get(tx -> services.stream()
                .map(service -> request(tx, principal, service, asked))
                .toList());
    }

    /// What happened to a pack, the newest first.
    List<HistoryEntry> history(Pack pack) {
        return journal.history(transactions.reading(), PackMaker.subject(pack));
    }

    /// Whether this principal may call a pack off: an auditor takes packs away and changes nothing
    /// of others.
    static boolean mayCancel(Principal principal, Pack pack) {
        return pack.request().by().id().equals(principal.actor().id())
                || !principal.roles().contains(Role.AUDITOR.word());
    }

    /// Calls it off.
    ///
    /// @throws PackCancelled when it is finished already
    void cancel(Principal principal, Pack pack) {
        if (!mayCancel(principal, pack)) {
            throw Problem.of(ProblemType.FORBIDDEN, "An auditor calls off only what they asked for themselves.")
                    .exception();
        }
        transactions.run(tx -> {
            store.cancel(tx, pack.number(), journal.now());
            journal.append(tx, principal.actor(), "pack.cancelled", PackMaker.subject(pack));
        });
    }

    /// Notes who took the file away.
    void downloaded(Actor actor, Pack pack) {
        transactions.run(tx -> downloaded(tx, actor, pack));
    }

    void downloaded(DSLContext tx, Actor actor, Pack pack) {
        journal.append(tx, actor, "pack.downloaded", PackMaker.subject(pack));
    }

    /// The pack that a link is about, whoever asks: the link is the proof.
    Optional<Pack> shared(String id) {
        return LedgerItem.find(id)
                .filter(item -> item.kind() == LedgerItem.Kind.PACK)
                .flatMap(item -> store.find(transactions.reading(), Principal.Scope.EVERYWHERE, item.number()))
                .filter(pack -> pack.file() != null);
    }
}
