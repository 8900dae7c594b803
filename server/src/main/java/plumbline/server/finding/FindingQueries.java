package plumbline.server.finding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Slice;
import plumbline.server.estate.CloudService;
import plumbline.server.finding.Finding.Change;
import plumbline.server.finding.Finding.CheckResult;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Lately;
import plumbline.server.platform.Transactions;

/// What may be asked about findings.
public final class FindingQueries {
    private static final int MOST_HISTORY = 50;
    private static final Duration CHOICES_LIVE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final FindingStore store = new FindingStore();
    private final Lately<List<String>> checks;
    private final FindingGroupStore groups = new FindingGroupStore();
    private final FindingSearchStore searches = new FindingSearchStore();

    public FindingQueries(Transactions transactions) {
        this.transactions = transactions;
        this.checks = new Lately<>(CHOICES_LIVE, () -> store.checks(transactions.reading(), Scope.EVERYWHERE));
    }

    /// One page of a list.
    ///
    /// @param total how many match in all, as far as they were counted
    /// @param counted whether all of them were; a search for words stops at [#MOST_COUNTED]
    /// @param next cursor of the next page, or null at the end
    public record Page(
            List<Finding> findings,
            long total,
            boolean counted,
            @Nullable String next) {}

    /// Above this a search for words stops counting.
    public static final long MOST_COUNTED = FindingStore.MOST_COUNTED;

    /// The findings that match, `limit` at a time.
    public Page page(FindingFilter filter, int limit) {
        var shown = Slice.of(
                store.page(transactions.reading(), filter, limit + 1),
                limit,
                finding -> after(finding).text());
        boolean whole = shown.next() == null && filter.after() == null;
        long total = whole ? shown.rows().size() : count(filter);
        return new Page(shown.rows(), total, filter.countedByTally() || total < MOST_COUNTED, shown.next());
    }

    /// The first of those that match, without counting the others.
    public List<Finding> first(FindingFilter filter, int limit) {
        return store.page(transactions.reading(), filter, limit);
    }

    /// What a search found.
    ///
    /// @param total how many match in all, counted up to [#MOST_COUNTED]
    record Found(List<Finding> best, long total) {}

    /// The findings that a reader may see in which all words occur: open ones before the others, each the worst first.
    Found search(Principal reader, String words, int limit) {
        return searches.search(transactions.reading(), reader.scope(Permission.FINDING_READ), words, limit);
    }

    /// How many match.
    public long count(FindingFilter filter) {
        return store.count(transactions.reading(), filter);
    }

    private static FindingFilter.After after(Finding last) {
        return new FindingFilter.After(last.result().severity(), last.number());
    }

    /// The findings that match, counted by what they have in common, the worst first.
    public List<FindingGroup> groups(FindingFilter filter, FindingGroup.By by) {
        var database = transactions.reading();
        var counts = groups.counts(database, filter);
        var sum = new FindingGroup.Sum();
        switch (by) {
            case CHECK ->
                counts.forEach(count ->
                        sum.add(count.check(), CheckAdvice.title(count.check()), count.severity(), count.findings()));
            case SERVICE ->
                counts.forEach(
                        count -> sum.add(count.serviceKey(), count.serviceName(), count.severity(), count.findings()));
            case CONTROL -> {
                var controls = groups.controls(database, filter.scope());
                counts.forEach(count -> controls.getOrDefault(count.check(), Set.of())
                        .forEach(control -> sum.add(control, "", count.severity(), count.findings())));
            }
        }
        return sum.groups();
    }

    /// The finding of that number, when this principal may see it.
    public Optional<Finding> find(Principal principal, long number) {
        return store.find(transactions.reading(), number, principal.scope(Permission.FINDING_READ));
    }

    /// What its check said over time, newest first.
    public List<Change> history(Finding finding) {
        return store.history(transactions.reading(), finding, MOST_HISTORY);
    }

    /// What other checks say of its resource.
    public List<CheckResult> ofResource(Finding finding) {
        return store.ofResource(transactions.reading(), finding, MOST_HISTORY);
    }

    /// Whether any check has a result on that service.
    boolean scanned(CloudService service) {
        return !store.checks(transactions.reading(), Scope.of(service.id())).isEmpty();
    }

    /// The checks that have any result.
    public List<String> checks(Principal principal) {
        var scope = principal.scope(Permission.FINDING_READ);
        return scope.isEverywhere() ? checks.get() : store.checks(transactions.reading(), scope);
    }
}
