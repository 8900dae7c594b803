package plumbline.server.review;

import java.util.Locale;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Address;

/// Finds access reviews by id and title.
final class ReviewSearch implements SearchSource {
    private final Transactions transactions;
    private final ReviewStore store;

    ReviewSearch(Transactions transactions, ReviewStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    @Override
    public String kind() {
        return "access-review";
    }

    @Override
    public String name() {
        return "Access reviews";
    }

    @Override
    public int order() {
        return 125;
    }

    /// Whoever decides in one finds it; which those are is up to the query.
    @Override
    public boolean isFor(Principal reader) {
        return true;
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var database = transactions.reading();
        var all = Address.of("/access-reviews").with("q", words).href();
        var asked = words.strip().toUpperCase(Locale.ROOT);
        if (asked.startsWith("AR-")) {
            var named =
                    ReviewId.find(asked).flatMap(id -> store.find(database, reader, id)).map(ReviewSearch::hit).stream()
                            .toList();
            return new Hits(named, named.size(), all);
        }
        var wanted = new ReviewStore.Wanted("", words, null);
        var newest = store.list(database, reader, wanted, limit);
        int total = newest.size() < limit ? newest.size() : store.count(database, reader, wanted);
        return new Hits(newest.stream().map(ReviewSearch::hit).toList(), total, all);
    }

    private static Hit hit(Review review) {
        return new Hit(
                review.id().toString(),
                review.title(),
                review.word() + ", " + review.progress().words(),
                review.id().href());
    }
}
