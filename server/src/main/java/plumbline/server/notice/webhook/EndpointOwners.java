package plumbline.server.notice.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding.Left;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.notice.Recipient;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;

/// Who answers for endpoints. Nothing is told by the right of somebody who has it no longer.
final class EndpointOwners {
    private final Transactions transactions;
    private final Accounts accounts;
    private final Webhooks webhooks;
    private final EndpointStore store = new EndpointStore();

    EndpointOwners(Transactions transactions, Accounts accounts, Webhooks webhooks) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.webhooks = webhooks;
    }

    /// Endpoints as this reader sees them.
    List<WebhookView> views(Principal reader, List<Endpoint> endpoints) {
        var owners = owners(endpoints);
        boolean reads = Webhooks.reads(reader);
        boolean manages = reader.may(Permission.ACCOUNT_MANAGE);
        return endpoints.stream()
                .map(endpoint -> new WebhookView(
                        endpoint, endpoint.ownerId() == null ? null : owners.get(endpoint.ownerId()), reads, manages))
                .toList();
    }

    private Map<Long, Account> owners(List<Endpoint> endpoints) {
        var ids = endpoints.stream()
                .map(Endpoint::ownerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty() ? Map.of() : byId(accounts.these(transactions.reading(), ids).stream());
    }

    /// Disables what these people answered for, as far as they may do it no longer.
    void end(DSLContext tx, Actor by, List<Left> people) {
        var lost = byId(people.stream().filter(left -> lacks(left.rights())).map(Left::account));
        if (!lost.isEmpty()) {
            store.enabledOf(tx, lost.keySet()).forEach(endpoint -> disable(tx, by, endpoint, lost));
        }
    }

    /// Disables what is sent by a right that ended by its date, which no event tells, or that ended while
    /// the webhook was being set up.
    void check() {
        var enabled = webhooks.all().stream().filter(Endpoint::enabled).toList();
        var now = accounts.now();
        var lost = byId(owners(enabled).values().stream().filter(owner -> lacks(owner.rights(now))));
        enabled.stream()
                .filter(endpoint -> endpoint.ownerId() != null && lost.containsKey(endpoint.ownerId()))
                .forEach(endpoint -> transactions.run(tx -> disable(tx, Actor.SYSTEM, endpoint, lost)));
    }

    /// Whoever took the endpoint over meanwhile keeps it as it is.
    private void disable(DSLContext tx, Actor by, Endpoint seen, Map<Long, Account> lost) {
        var owner = Objects.requireNonNull(lost.get(seen.ownerId()));
        var why = reason(owner);
        store.hold(tx, seen.id())
                .filter(endpoint -> Objects.equals(endpoint.ownerId(), seen.ownerId()))
                .filter(endpoint -> webhooks.disable(tx, by, endpoint, why))
                .ifPresent(endpoint -> webhooks.tell(
                        tx,
                        new Recipient.People(managers(lost.keySet())),
                        endpoint,
                        why,
                        "Whoever enables it answers for it from then on."));
    }

    /// Those who can do something about it. The people who just lost the right still seem to have it to
    /// whoever looks from outside this transaction.
    private Set<Long> managers(Collection<Long> except) {
        var now = accounts.now();
        return accounts.all().stream()
                .filter(account -> account.rights(now).mayEverywhere(Permission.NOTICE_MANAGE))
                .map(Account::id)
                .filter(id -> !except.contains(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String reason(Account owner) {
        return owner.active()
                ? "its owner lost " + String.join(" and ", missing(owner.rights(accounts.now()))) + ": " + owner.name()
                : "its owner left: " + owner.name();
    }

    private static boolean lacks(Rights rights) {
        return !missing(rights).isEmpty();
    }

    /// What it takes to set a webhook up, and to answer for one.
    private static List<String> missing(Rights rights) {
        return Stream.of(Permission.NOTICE_MANAGE, Permission.JOURNAL_READ)
                .filter(permission -> !rights.mayEverywhere(permission))
                .map(Permission::word)
                .toList();
    }

    private static Map<Long, Account> byId(Stream<Account> people) {
        return people.collect(Collectors.toMap(Account::id, Function.identity()));
    }
}
