package plumbline.server.review;

import org.jooq.DSLContext;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.review.Review.Reviewer;

/// What waits in inboxes: for each reviewer as long as there is something to decide, for the owner until the end.
final class ReviewTasks {
    static final String DECIDE = "review.decide";
    static final String COMPLETE = "review.complete";

    private final Tasks tasks;
    private final ItemStore items;

    ReviewTasks(Tasks tasks, ItemStore items) {
        this.tasks = tasks;
        this.items = items;
    }

    void open(DSLContext tx, Actor by, Review review) {
        tasks.open(
                tx,
                by,
                NewTask.of(
                                COMPLETE,
                                about(review),
                                Owner.person(review.owner().id()),
                                "Complete the access review: " + review.title(),
                                review.due())
                        .noted("It can be completed when all is decided, or with a statement of what was not.")
                        .closedByFacts());
        review.reviewers().forEach(reviewer -> open(tx, by, review, reviewer));
        settle(tx, by, review);
    }

    void open(DSLContext tx, Actor by, Review review, Reviewer reviewer) {
        tasks.open(
                tx,
                by,
                NewTask.of(
                                DECIDE,
                                about(review, reviewer.position()),
                                Owner.person(reviewer.person().id()),
                                "Review access: " + review.title(),
                                review.due())
                        .noted("Keep, change or revoke each access that is listed, but your own.")
                        .closedByFacts());
    }

    /// Closes the tasks of those for whom nothing is left.
    void settle(DSLContext tx, Actor by, Review review) {
        for (int position : items.idle(tx, review.id())) {
            tasks.close(tx, by, DECIDE, about(review, position), Outcome.done("Nothing is left to decide."));
        }
    }

    /// Closes all of them.
    void close(DSLContext tx, Actor by, Review review, Outcome outcome) {
        review.reviewers()
                .forEach(reviewer -> tasks.close(tx, by, DECIDE, about(review, reviewer.position()), outcome));
        tasks.close(tx, by, COMPLETE, about(review), outcome);
    }

    /// Closes that of one reviewer.
    void close(DSLContext tx, Actor by, Review review, Reviewer reviewer, Outcome outcome) {
        tasks.close(tx, by, DECIDE, about(review, reviewer.position()), outcome);
    }

    private static About about(Review review) {
        return new About("access-review", review.id().toString(), review.id().href());
    }

    /// Each reviewer has a task of their own, so the record is named with their number in it.
    private static About about(Review review, int position) {
        return new About(
                "access-review", review.id() + "/" + position, review.id().href() + "?show=mine");
    }
}
