package plumbline.server.estate;

import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Lately;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// The register's door: what may be seen and changed, each change with its journal entry.
public final class Services {
    private static final int MAX_KEY = 63;
    private static final Duration NAMES_LIVE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final Journal journal;
    private final ServiceStore store = new ServiceStore();
    private final Lately<List<ServiceStore.Name>> names;

    public Services(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
        this.names = new Lately<>(NAMES_LIVE, () -> store.names(transactions.reading()));
    }

    /// The services in use that this principal may see, by name.
    public List<CloudService> visible(Principal principal) {
        return visible(principal, Permission.SERVICE_READ);
    }

    /// The services in use on which this principal has that permission, by name.
    public List<CloudService> visible(Principal principal, Permission permission) {
        return store.visible(transactions.reading(), principal.scope(permission));
    }

    /// The names of the same by key, in the same order: what every page needs of them, as they were a moment ago.
    public Map<String, String> names(Principal principal) {
        var scope = principal.scope(Permission.SERVICE_READ);
        var visible = new LinkedHashMap<String, String>();
        names.get().stream()
                .filter(service -> scope.covers(service.id()))
                .forEach(service -> visible.put(service.key(), service.name()));
        return visible;
    }

    /// The services of these ids that are in use, for work that names what rights reach.
    public List<CloudService> these(Set<Long> ids) {
        return store.visible(transactions.reading(), Principal.Scope.of(ids));
    }

    /// Every service in use, for work that no one person does.
    public List<CloudService> all() {
        return store.visible(transactions.reading(), Principal.Scope.EVERYWHERE);
    }

    /// The service of that key, when this principal may see it.
    public Optional<CloudService> find(Principal principal, String key) {
        return find(principal, Permission.SERVICE_READ, key);
    }

    /// The service of that key, when this principal has that permission on it.
    public Optional<CloudService> find(Principal principal, Permission permission, String key) {
        return store.find(transactions.reading(), key, principal.scope(permission));
    }

    /// The one service that a page is about: the one chosen, or the only one on which this principal has the
    /// permission.
    public Optional<CloudService> chosen(Principal principal, Permission permission, String key) {
        var only = principal.onlyService(permission);
        if (!key.isEmpty() || only == null) {
            return key.isEmpty() ? Optional.empty() : find(principal, permission, key);
        }
        return store.visible(transactions.reading(), Principal.Scope.of(only)).stream()
                .findFirst();
    }

    /// The id behind a key, for the command line on the machine itself.
    public Optional<Long> idOf(String key) {
        return store.find(transactions.reading(), key, Principal.Scope.EVERYWHERE)
                .map(CloudService::id);
    }

    /// The number of the service of that key, for commands on the machine itself.
    public Optional<Long> number(String key) {
        return store.find(transactions.reading(), key, Principal.Scope.EVERYWHERE)
                .map(CloudService::id);
    }

    /// Registers a service; its key comes from its name.
    public CloudService create(Actor actor, Description description) {
        var created = transactions.get(transaction -> create(transaction, actor, description));
        names.forget();
        return created;
    }

    /// As above, inside a transaction of the caller.
    CloudService create(DSLContext transaction, Actor actor, Description description) {
        var key = key(description.name());
        if (store.nameTaken(transaction, description.name(), 0)
                || store.find(transaction, key, Principal.Scope.EVERYWHERE).isPresent()) {
            throw new InvalidService("name", "is that of another service already");
        }
        return register(transaction, actor, key, description);
    }

    /// Registers a service of which is known that neither key nor name is taken.
    CloudService register(DSLContext transaction, Actor actor, String key, Description description) {
        var created = store.insert(transaction, key, description, journal.now());
        var details = ServiceJson.changes(null, description).details();
        journal.append(transaction, actor, "service.created", subject(created), details);
        return created;
    }

    /// Changes the version that the caller saw.
    ///
    /// @throws StaleService when somebody changed it since
    public CloudService change(Actor actor, CloudService seen, Description description) {
        var updated = transactions.get(transaction -> {
            if (store.nameTaken(transaction, description.name(), seen.id())) {
                throw new InvalidService("name", "is that of another service already");
            }
            return change(transaction, actor, seen, description);
        });
        names.forget();
        return updated;
    }

    /// Lets the names be read anew once this transaction is through.
    void renamed(DSLContext transaction) {
        Transactions.afterCommit(transaction, names::forget);
    }

    /// Every service there ever was, in use or not: its key is taken.
    List<CloudService> registered(DSLContext database) {
        return store.registered(database);
    }

    /// As above, inside a transaction of a caller who knows that nobody else has the name.
    CloudService change(DSLContext transaction, Actor actor, CloudService seen, Description description) {
        var changed =
                store.update(transaction, seen, description, journal.now()).orElseThrow(() -> new StaleService(seen));
        var details = ServiceJson.changes(seen.description(), description)
                .details(JsonObject.builder().put("version", changed.version()));
        journal.append(transaction, actor, "service.changed", subject(changed), details);
        return changed;
    }

    /// Lets somebody else answer for a service, inside a transaction of the caller.
    void giveTo(DSLContext transaction, Actor actor, CloudService service, Account owner) {
        // An address that is too long for the register gives way to the name.
        var address = owner.email().length() <= Description.MAX_NAME ? owner.email() : owner.name();
        change(transaction, actor, service, service.description().ownedBy(address));
    }

    /// What happened to a service, the newest first.
    List<HistoryEntry> history(CloudService service) {
        return journal.history(transactions.reading(), subject(service));
    }

    private static Subject subject(CloudService service) {
        return new Subject("service", service.key(), service.id());
    }

    /// Whether this can be a key.
    static boolean isKey(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,62}");
    }

    /// A readable key: plain letters, digits and hyphens.
    static String key(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        var key = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (key.isEmpty()) {
            throw new InvalidService("name", "must have a letter or digit");
        }
        return key.length() > MAX_KEY ? key.substring(0, MAX_KEY) : key;
    }
}
