package plumbline.server.identity.token;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Journal;

/// The tokens that somebody made and that work. They end with their maker, who may have kept a copy.
final class TokensOwned implements Owned {
    private final Journal journal;
    private final OwnedTokenStore store = new OwnedTokenStore();

    TokensOwned(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String kind() {
        return "token";
    }

    @Override
    public Words words() {
        return new Words("token that they made", "tokens that they made");
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public Fate fate() {
        return Fate.ENDS;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.tokenCounts(database, people.stream().map(Account::id).toList(), journal.now());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.tokens(database, owner.id(), journal.now(), limit).stream()
                .map(token -> new Thing(
                        "plb_…" + token.hint(), token.account(), "/settings/service-accounts/" + token.accountId()))
                .toList();
    }
}
