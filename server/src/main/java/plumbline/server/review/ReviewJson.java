package plumbline.server.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.Event.Difference;

/// Access reviews as the API shows them.
final class ReviewJson {
    private ReviewJson() {}

    /// An access review.
    ///
    /// @param state `open`, `completed` or `cancelled`
    /// @param kinds of access that are reviewed
    /// @param reaching the cloud services that the access reaches, or `all access`
    /// @param due the last day (UTC) on which a decision is in time
    /// @param statement what the owner said when completing, or why it was cancelled
    /// @param evidence the record that it became, such as `EV-12`
    record AccessReviewBody(
            String id,
            String title,
            String state,
            List<String> kinds,
            String reaching,
            String owner,
            List<AccessReviewerBody> reviewers,
            Instant startedAt,
            LocalDate due,
            AccessReviewProgress progress,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String statement,
            @Nullable String evidence,
            int version) {}

    /// Who decides.
    record AccessReviewerBody(long account, String name) {}

    /// How many were decided and how.
    ///
    /// @param endedMeanwhile access that had ended before anybody decided
    record AccessReviewProgress(int total, int kept, int changed, int revoked, int endedMeanwhile, int notReviewed) {}

    /// One access in a review, as it was at the start.
    ///
    /// @param holder as the journal names it, for example `account:3`
    /// @param reaches where it holds, in words
    /// @param privileged whether it lets its holder change what others may do, or how the server works
    /// @param fixed why it cannot be taken away, or empty
    /// @param seen send it along to decide on the access as it was at the start
    /// @param decision null while nobody decided
    record AccessItemBody(
            long id,
            String kind,
            String holder,
            String name,
            String detail,
            String access,
            List<String> permissions,
            boolean privileged,
            String reaches,
            String source,
            Instant since,
            @Nullable Instant until,
            @Nullable Instant lastUsedAt,
            String fixed,
            String seen,
            @Nullable AccessVerdict decision) {}

    /// What was decided about an access.
    ///
    /// @param decision `keep`, `change`, `revoke` or `ended`
    /// @param changedTo what it is now, in words, or empty
    /// @param differentWhenDecided what was no longer as at the start, in words, or empty
    record AccessVerdict(
            String decision, String reason, String changedTo, String differentWhenDecided, String by, Instant at) {}

    static AccessReviewBody body(Review review) {
        var closed = review.closed();
        var progress = review.progress();
        return new AccessReviewBody(
                review.id().toString(),
                review.title(),
                review.word(),
                review.scope().kinds(),
                review.scope().places(),
                review.owner().name(),
                review.reviewers().stream()
                        .map(reviewer -> new AccessReviewerBody(
                                reviewer.person().id(), reviewer.person().name()))
                        .toList(),
                review.startedAt(),
                review.due(),
                new AccessReviewProgress(
                        progress.total(),
                        progress.kept(),
                        progress.changed(),
                        progress.revoked(),
                        progress.ended(),
                        progress.undecided()),
                closed == null ? null : closed.at(),
                closed == null ? null : closed.by(),
                closed == null ? null : closed.why(),
                closed == null || closed.evidence().isEmpty() ? null : closed.evidence(),
                review.version());
    }

    static AccessItemBody body(Item item) {
        var decision = item.decision();
        return new AccessItemBody(
                item.id(),
                item.held().kind(),
                item.held().holder(),
                item.held().name(),
                item.held().detail(),
                item.right().words(),
                item.right().permissions(),
                item.right().privileged(),
                item.right().places(),
                item.right().source(),
                item.times().since(),
                item.times().until(),
                item.times().usedAt(),
                item.fixed(),
                item.seen(),
                decision == null
                        ? null
                        : new AccessVerdict(
                                decision.verdict().word(),
                                decision.reason(),
                                decision.result(),
                                decision.altered(),
                                decision.by(),
                                decision.at()));
    }

    /// What came between a reviewer's look and their decision, as a problem carries it.
    static Map<String, Object> stale(Decided.Stale stale) {
        return Map.of(
                "item", stale.item().id(),
                "why", stale.why(),
                "seen", stale.seen(),
                "changes", stale.changes().stream().map(ReviewJson::change).toList());
    }

    private static Map<String, String> change(Difference change) {
        return Map.of("field", change.field(), "before", change.before(), "after", change.after());
    }
}
