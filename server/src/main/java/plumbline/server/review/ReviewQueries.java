package plumbline.server.review;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Reviews to read, as far as the reader may see them.
final class ReviewQueries {
    private final Transactions transactions;
    private final ReviewStore store;
    private final ItemStore items;
    private final Kinds kinds;
    private final Journal journal;

    ReviewQueries(Transactions transactions, ReviewStore store, ItemStore items, Kinds kinds, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.items = items;
        this.kinds = kinds;
        this.journal = journal;
    }

    List<Review> list(Principal principal, ReviewStore.Wanted wanted, int limit) {
        return store.list(transactions.reading(), principal, wanted, limit);
    }

    int count(Principal principal, ReviewStore.Wanted wanted) {
        return store.count(transactions.reading(), principal, wanted);
    }

    /// @throws plumbline.server.api.ProblemException when there is none that the reader may see
    Review find(Principal principal, String id) {
        return ReviewId.find(id)
                .flatMap(number -> store.find(transactions.reading(), principal, number))
                .orElseThrow(() -> Reviews.missing(id));
    }

    /// A page of the items of a review that the reader may see.
    List<Item> items(Review review, Item.Filter filter, Item.Filter.@Nullable Place after, int limit) {
        return items.list(transactions.reading(), review.id(), filter, after, limit);
    }

    int count(Review review, Item.Filter filter) {
        return items.count(transactions.reading(), review.id(), filter);
    }

    /// @throws plumbline.server.api.ProblemException when the review has no such item
    Item item(Review review, long id) {
        return items.find(transactions.reading(), review.id(), id)
                .orElseThrow(() -> Problem.notFound("There is no item " + id + " in " + review.id() + ".")
                        .exception());
    }

    /// What to say of an item whose access is no longer as it was at the start.
    Decided.@Nullable Stale since(Effects effects, Review review, Item item) {
        if (!review.open() || item.decision() != null) {
            return null;
        }
        return transactions
                .get(tx -> {
                    var present = kinds.present(tx, journal.now(), List.of(item));
                    return effects.since(item, present.get(item.held().ref()));
                })
                .orElse(null);
    }

    /// How many undecided items none of the reviewers may decide.
    int orphans(Review review) {
        return review.open() ? items.orphans(transactions.reading(), review.id()) : 0;
    }

    /// How many undecided items nobody else may decide.
    int leftBy(Review review, long account) {
        return items.leftBy(transactions.reading(), review.id(), account);
    }

    List<HistoryEntry> history(Review review) {
        return journal.history(transactions.reading(), review.id().subject());
    }

    /// Names of the kinds of access by their words.
    Map<String, String> kinds() {
        return kinds.names();
    }

    List<String> choices(Item item) {
        return kinds.of(item).choices(transactions.reading(), item.right().permissions());
    }

    boolean changeable(Item item) {
        return kinds.of(item).changeable();
    }

    boolean byService(Item item) {
        return kinds.of(item).byService();
    }

    /// The account for whom "mine" is asked, or null for those who decide nowhere.
    static @Nullable Long account(Principal principal) {
        return principal.kind() == Actor.Kind.PERSON ? principal.id() : null;
    }
}
