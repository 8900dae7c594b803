package plumbline.server.review;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.NewEvidence;
import plumbline.server.evidence.Period;
import plumbline.server.evidence.Recorded;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.Outcome;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.review.Item.Decision;
import plumbline.server.review.Review.Closed;

/// Ends reviews: completed, which makes evidence of them, or cancelled, which does not.
final class Closing {
    /// What the record is evidence of: the review of access rights, in both editions.
    private static final Set<ControlRef> CONTROLS =
            Set.of(ControlRef.of("2015", "9.2.5"), ControlRef.of("2026", "5.18"));

    private static final String EVIDENCE_KIND = "access-review-record";
    private static final int LONGEST = 2_000;

    private final ReviewStore store;
    private final ItemStore items;
    private final Parts parts;
    private final ReviewTasks tasks;
    private final Journal journal;

    /// Where access is looked up and evidence goes.
    record Parts(Kinds kinds, Accounts accounts, BodyStore bodies, EvidenceRecorder recorder) {}

    Closing(ReviewStore store, ItemStore items, Parts parts, ReviewTasks tasks, Journal journal) {
        this.store = store;
        this.items = items;
        this.parts = parts;
        this.tasks = tasks;
        this.journal = journal;
    }

    /// What the owner says when completing.
    ///
    /// @param version that was seen
    /// @param notReviewed how many the owner knows to be undecided, or null for none
    record Statement(int version, @Nullable Integer notReviewed, String text) {
        Statement {
            text = text.strip();
        }
    }

    /// Completes a review, and records it as evidence.
    ///
    /// @throws plumbline.server.api.ProblemException when it cannot be completed
    Review complete(DSLContext tx, Principal principal, ReviewId id, Statement statement) {
        var review = open(tx, principal, id, statement.version());
        noteEnded(tx, review);
        var present = store.find(tx, principal, id).orElseThrow();
        check(present, statement);
        var now = journal.now();
        var end = new ReviewRecord.End(now, principal.name(), statement.text());
        var all = items.list(tx, id, Item.Filter.ALL, null, Integer.MAX_VALUE);
        var evidence = record(tx, principal, present, ReviewRecord.bytes(present, all, end), end);
        int left = present.progress().undecided();
        store.close(tx, id, new Closed(now, principal.name(), statement.text(), left, evidence));
        journal.append(
                tx,
                principal.actor(),
                "review.completed",
                id.subject(),
                Changes.begin()
                        .field("state", "open", "completed")
                        .because(statement.text())
                        .details(JsonObject.builder()
                                .put("evidence", evidence)
                                .put("summary", ReviewRecord.summary(present.progress()))));
        tasks.close(
                tx,
                principal.actor(),
                present,
                left == 0
                        ? Outcome.done("The review was completed.")
                        : Outcome.cancelled("The review was completed with " + left + " not reviewed."));
        return store.find(tx, principal, id).orElseThrow();
    }

    private static void check(Review review, Statement statement) {
        int left = review.progress().undecided();
        int said = statement.notReviewed() == null ? 0 : statement.notReviewed();
        if (said != left) {
            throw Problem.conflict(
                            left == 0
                                    ? "Everything is decided: none is left without review."
                                    : left + " of " + review.progress().total()
                                            + " are not reviewed. Complete it with a statement that says so, or decide"
                                            + " them.")
                    .with("notReviewed", left)
                    .exception();
        }
        if (left > 0 && statement.text().isEmpty()) {
            throw Problem.invalid("/statement", "must say why " + left + " were not reviewed")
                    .exception();
        }
        checkText(statement.text(), "/statement");
    }

    private String record(DSLContext tx, Principal principal, Review review, byte[] content, ReviewRecord.End end) {
        var body = parts.bodies().put(content);
        var services = review.scope().services();
        var recorded = parts.recorder()
                .record(
                        tx,
                        new NewEvidence(
                                EVIDENCE_KIND,
                                title(review),
                                new EvidenceSource.Review(review.id().toString()),
                                services != null && services.size() == 1 ? services.getFirst() : null,
                                CONTROLS,
                                new Period(review.startedAt(), end.at()),
                                ReviewRecord.MEDIA_TYPE,
                                body.digest(),
                                principal.actor(),
                                null));
        return switch (recorded) {
            case Recorded.Accepted(var receipt) -> receipt.id().toString();
            case Recorded.Duplicate(var receipt) -> receipt.id().toString();
            case Recorded.Refused(var reason) ->
                throw new IllegalStateException("a review must be evidence, but is not: " + reason);
        };
    }

    private static String title(Review review) {
        return "Access review " + review.id() + ": " + review.title();
    }

    /// What has ended by itself needs nobody's decision.
    private void noteEnded(DSLContext tx, Review review) {
        var undecided = new Item.Filter(Item.Filter.UNDECIDED, null, false, "", "", "");
        var open = items.list(tx, review.id(), undecided, null, Integer.MAX_VALUE);
        var present = parts.kinds().present(tx, journal.now(), open);
        List<Long> gone = open.stream()
                .filter(item -> !present.containsKey(item.held().ref()))
                .map(Item::id)
                .toList();
        if (!gone.isEmpty()) {
            items.decide(tx, gone, null, new Decision(Verdict.ENDED, "", "", "", "", journal.now()));
        }
    }

    /// Calls a review off. What was decided stays decided.
    ///
    /// @throws plumbline.server.api.ProblemException when it cannot be
    Review cancel(DSLContext tx, Principal principal, ReviewId id, int version, String reason) {
        var review = open(tx, principal, id, version);
        var why = reason.strip();
        if (why.isEmpty()) {
            throw Problem.invalid("/reason", "must say why it is cancelled").exception();
        }
        checkText(why, "/reason");
        store.close(tx, id, new Closed(journal.now(), principal.name(), why, null, ""));
        journal.append(
                tx,
                principal.actor(),
                "review.cancelled",
                id.subject(),
                Changes.begin().field("state", "open", "cancelled").because(why).details());
        tasks.close(tx, principal.actor(), review, Outcome.cancelled("The review was cancelled."));
        return store.find(tx, principal, id).orElseThrow();
    }

    private Review open(DSLContext tx, Principal principal, ReviewId id, int version) {
        var review = store.hold(tx, principal, id, true).orElseThrow(() -> Reviews.missing(id.toString()));
        review.requireOpen();
        if (!mayClose(principal, review)) {
            throw Problem.of(ProblemType.FORBIDDEN, review.owner().name() + " owns this review, and ends it.")
                    .exception();
        }
        if (review.version() != version) {
            throw ETag.changed().exception();
        }
        return review;
    }

    /// The owner; where the owner is gone or may no longer, whoever may start reviews.
    boolean mayClose(Principal principal, Review review) {
        return review.owner().id() == principal.id()
                || parts.accounts()
                        .find(review.owner().id())
                        .filter(owner -> owner.rights(journal.now()).mayEverywhere(Permission.REVIEW_MANAGE))
                        .isEmpty();
    }

    private static void checkText(String text, String pointer) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw Problem.invalid(pointer, "must have at most 2,000 characters").exception();
        }
    }
}
