package plumbline.server.review;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.server.identity.handover.Owned;
import plumbline.server.inbox.Outcome;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.review.Review.Person;
import plumbline.server.review.Review.Reviewer;

/// What somebody who leaves has to do with open access reviews: those that they own, and those in which they decide.
///
/// Both come before tasks in a handover, so that the task of a reviewer goes with the seat. Whoever takes a seat over
/// decides about no access of their own either; an auditor takes none, and the seat then ends.
final class ReviewOwnership {
    private final ReviewStore store;
    private final ReviewTasks tasks;
    private final Journal journal;

    ReviewOwnership(ReviewStore store, ReviewTasks tasks, Journal journal) {
        this.store = store;
        this.tasks = tasks;
        this.journal = journal;
    }

    private static List<Long> ids(Collection<Account> people) {
        return people.stream().map(Account::id).toList();
    }

    private static List<Owned.Thing> things(List<Review> reviews) {
        return reviews.stream()
                .map(review -> new Owned.Thing(
                        review.id().toString(), review.title(), review.id().href()))
                .toList();
    }

    /// Open reviews of an owner.
    final class Ownings implements Owned {
        @Override
        public String kind() {
            return "access-review";
        }

        @Override
        public Words words() {
            return new Words("access review", "access reviews");
        }

        @Override
        public int order() {
            return 15;
        }

        @Override
        public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
            return store.ownedCounts(database, ids(people));
        }

        @Override
        public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
            return things(store.ownedBy(database, reader, owner.id(), limit));
        }

        @Override
        public int pass(DSLContext tx, Actor by, Account from, Account to) {
            var held = store.holdOf(tx, from.id(), true);
            for (var review : held) {
                store.own(tx, review.id(), new Person(to.id(), to.name()));
                var change = Changes.begin().field("owner", review.owner().name(), to.name());
                journal.append(tx, by, "review.owner-changed", review.id().subject(), change.details());
            }
            return held.size();
        }
    }

    /// Open reviews in which somebody decides.
    final class Seats implements Owned {
        @Override
        public String kind() {
            return "access-review-seat";
        }

        @Override
        public Words words() {
            return new Words("access review to decide in", "access reviews to decide in");
        }

        @Override
        public int order() {
            return 16;
        }

        @Override
        public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
            return store.seatCounts(database, ids(people));
        }

        @Override
        public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
            return things(store.decidedBy(database, reader, owner.id(), limit));
        }

        @Override
        public int pass(DSLContext tx, Actor by, Account from, Account to) {
            var held = store.holdOf(tx, from.id(), false);
            held.forEach(review -> pass(tx, by, review, from, to));
            return held.size();
        }

        private void pass(DSLContext tx, Actor by, Review review, Account from, Account to) {
            var now = journal.now();
            var gone = review.reviewer(from.id()).orElseThrow();
            store.remove(tx, review.id(), gone, now);
            tasks.close(tx, by, review, gone, Outcome.cancelled(from.name() + " no longer decides in it."));
            var present = review.without(gone);
            boolean decides =
                    !present.reviewedBy(to.id()) && !to.principal(now).roles().contains(Role.AUDITOR.word());
            if (decides) {
                var seat = new Reviewer(store.nextPosition(tx, review.id()), new Person(to.id(), to.name()));
                store.name(tx, review.id(), seat, now);
                present = present.with(seat);
                tasks.open(tx, by, present, seat);
            }
            if (!store.advance(tx, review.id(), review.version())) {
                throw new IllegalStateException("the review must stay as it is while it is held");
            }
            tasks.settle(tx, by, present);
            var change = Changes.begin().field("reviewers", Reviews.names(review), Reviews.names(present));
            journal.append(tx, by, "review.reviewer-replaced", review.id().subject(), change.details());
        }
    }
}
