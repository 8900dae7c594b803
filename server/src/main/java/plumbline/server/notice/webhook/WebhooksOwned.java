package plumbline.server.notice.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;

/// The webhooks for which somebody answers and that are told something. They pass to nobody: whoever is
/// chosen to take over may lack the right to read the journal. Whoever has it enables them again.
final class WebhooksOwned implements Owned {
    private final EndpointStore store = new EndpointStore();

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public Words words() {
        return new Words("webhook", "webhooks");
    }

    @Override
    public int order() {
        return 77;
    }

    @Override
    public Fate fate() {
        return Fate.ENDS;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.counts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        if (!reader.may(Permission.NOTICE_MANAGE)) {
            return List.of();
        }
        return store.enabledOf(database, List.of(owner.id())).stream()
                .limit(limit)
                .map(endpoint -> new Thing("", endpoint.name(), "/settings/webhooks/" + endpoint.id()))
                .toList();
    }
}
