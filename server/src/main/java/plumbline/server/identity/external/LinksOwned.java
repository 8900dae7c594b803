package plumbline.server.identity.external;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Journal;

/// The links for external parties that somebody made and that work. They end with their maker, who has seen the secret;
/// whoever takes over makes new ones.
final class LinksOwned implements Owned {
    private final Journal journal;
    private final ExternalLinkStore store = new ExternalLinkStore();

    LinksOwned(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String kind() {
        return "external-link";
    }

    @Override
    public Words words() {
        return new Words("link for an external party", "links for external parties");
    }

    @Override
    public int order() {
        return 75;
    }

    @Override
    public Fate fate() {
        return Fate.ENDS;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.counts(database, people.stream().map(Account::id).toList(), journal.now());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        var scope = reader.scope(Permission.LINK_MANAGE);
        return store.madeBy(database, scope, owner.id(), journal.now(), limit).stream()
                .map(link -> new Thing(
                        "",
                        link.about().title() + ", for " + link.recipient().words(),
                        "/settings/external-links/" + link.id()))
                .toList();
    }
}
