package plumbline.server.estate;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Actor;

/// The cloud services in use for which somebody answers, by the address that the register names as their owner.
final class ServicesOwned implements Owned {
    private final Services services;
    private final ServiceStore store = new ServiceStore();

    ServicesOwned(Services services) {
        this.services = services;
    }

    @Override
    public String kind() {
        return "service";
    }

    @Override
    public Words words() {
        return new Words("cloud service", "cloud services");
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        var counts = store.ownerCounts(
                database, people.stream().map(ServicesOwned::address).toList());
        return people.stream()
                .filter(person -> counts.containsKey(address(person)))
                .collect(Collectors.toMap(Account::id, person -> counts.get(address(person))));
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.ownedBy(database, address(owner), reader.scope(Permission.SERVICE_READ), limit).stream()
                .map(service -> new Thing(service.key(), service.description().name(), "/services/" + service.key()))
                .toList();
    }

    @Override
    public int pass(DSLContext transaction, Actor by, Account from, Account to) {
        var owned = store.holdOwnedBy(transaction, address(from));
        owned.forEach(service -> services.giveTo(transaction, by, service, to));
        return owned.size();
    }

    private static String address(Account account) {
        return account.email().toLowerCase(Locale.ROOT);
    }
}
