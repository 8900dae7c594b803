package plumbline.server.review;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.estate.Services;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.server.inbox.Outcome;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.review.Review.Person;
import plumbline.server.review.Review.Reviewer;

/// Starts reviews, and names and removes who decides in them.
final class Reviews {
    private final ReviewStore store;
    private final ItemStore items;
    private final Parts parts;
    private final ReviewTasks tasks;
    private final Journal journal;

    /// What a review is made of.
    record Parts(Kinds kinds, Services services, Accounts accounts) {}

    /// A review to be started.
    ///
    /// @param kinds words of kinds of access
    /// @param services keys of cloud services that the access must reach; none for all access
    /// @param reviewers e-mail addresses of those who decide
    record NewReview(
            String title,
            Set<String> kinds,
            List<String> services,
            List<String> reviewers,
            @Nullable LocalDate due) {
        private static final int LONGEST_TITLE = 200;
        private static final int MOST_REVIEWERS = 50;

        NewReview {
            title = title.strip();
            kinds = Set.copyOf(kinds);
            services =
                    services.stream().filter(key -> !key.isBlank()).distinct().toList();
            reviewers = reviewers.stream()
                    .map(String::strip)
                    .filter(email -> !email.isEmpty())
                    .distinct()
                    .toList();
        }

        /// @throws plumbline.server.api.ProblemException when it cannot be started
        void check(LocalDate today) {
            if (title.isEmpty()
                    || title.length() > LONGEST_TITLE
                    || title.chars().anyMatch(Character::isISOControl)) {
                throw Problem.invalid("/title", "must be one line of 1 to 200 characters")
                        .exception();
            }
            if (kinds.isEmpty()) {
                throw Problem.invalid("/kinds", "must name at least one kind of access")
                        .exception();
            }
            if (reviewers.isEmpty() || reviewers.size() > MOST_REVIEWERS) {
                throw Problem.invalid("/reviewers", "must name 1 to " + MOST_REVIEWERS + " people")
                        .exception();
            }
            if (due == null || due.isBefore(today) || due.isAfter(today.plusYears(1))) {
                throw Problem.invalid("/due", "must be a day such as " + today.plusDays(30) + ", within a year")
                        .exception();
            }
        }
    }

    Reviews(ReviewStore store, ItemStore items, Parts parts, ReviewTasks tasks, Journal journal) {
        this.store = store;
        this.items = items;
        this.parts = parts;
        this.tasks = tasks;
        this.journal = journal;
    }

    /// Starts a review: all access in its scope as it is at this moment.
    ///
    /// @throws plumbline.server.api.ProblemException when it cannot be started
    Review start(DSLContext tx, Principal principal, NewReview asked) {
        var now = journal.now();
        asked.check(LocalDate.ofInstant(now, ZoneOffset.UTC));
        var due = asked.due();
        if (due == null) {
            throw new IllegalStateException("due must be there once it was checked");
        }
        var places = Places.of(parts.services());
        var kinds = kinds(asked.kinds());
        var chosen = asked.services().isEmpty() ? null : places.ids(asked.services(), "/services");
        var reviewers = reviewers(asked.reviewers());
        var scope = new Review.Scope(
                kinds,
                chosen == null ? null : chosen.stream().sorted().toList(),
                chosen == null ? "all access" : places.words(chosen));
        // Nobody changes rights while they are read: the snapshot is of one moment.
        parts.accounts().changeRights(tx, principal.actor());
        var owner = new Person(principal.id(), principal.name());
        var id = new ReviewId(store.insert(tx, new ReviewStore.NewRow(asked.title(), scope, owner, now, due)));
        int position = 1;
        for (var reviewer : reviewers) {
            var person = new Person(reviewer.id(), reviewer.name());
            store.name(tx, id, new Reviewer(position++, person), now);
        }
        int size = snapshot(tx, id, kinds, new Reach(chosen, places));
        if (size == 0) {
            throw Problem.invalid("/kinds", "must reach some access, but there is none of these kinds")
                    .exception();
        }
        var review = store.find(tx, principal, id).orElseThrow();
        journal.append(tx, principal.actor(), "review.started", id.subject(), details(review));
        tasks.open(tx, principal.actor(), review);
        return review;
    }

    /// Which services count, and what they are called.
    private record Reach(@Nullable Set<Long> services, Places places) {}

    private int snapshot(DSLContext tx, ReviewId id, List<String> kinds, Reach reach) {
        var rows = new ArrayList<JsonObject>();
        for (var kind : kinds) {
            var source = parts.kinds().find(kind).orElseThrow();
            source.all(tx, journal.now()).stream()
                    .filter(access -> reach.services() == null || access.reaches(reach.services()))
                    .forEach(access -> rows.add(Snapshot.of(kind, access, reach.places())));
        }
        return rows.isEmpty() ? 0 : items.insert(tx, id, Snapshot.of(rows));
    }

    /// Names one more person who decides.
    ///
    /// @throws plumbline.server.api.ProblemException when they cannot
    Review name(DSLContext tx, Principal principal, ReviewId id, String email) {
        var review = open(tx, principal, id);
        var account = reviewer(email, "/email");
        if (review.reviewedBy(account.id())) {
            throw Problem.invalid("/email", "is that of somebody who decides in it already")
                    .exception();
        }
        var added = new Reviewer(store.nextPosition(tx, id), new Person(account.id(), account.name()));
        store.name(tx, id, added, journal.now());
        advance(tx, review);
        var after = store.find(tx, principal, id).orElseThrow();
        journal.append(
                tx,
                principal.actor(),
                "review.reviewer-named",
                id.subject(),
                Changes.begin().field("reviewers", names(review), names(after)).details());
        tasks.open(tx, principal.actor(), after, added);
        tasks.settle(tx, principal.actor(), after);
        return after;
    }

    /// Whom to remove, from which version, and why.
    record Removal(long account, int version, String why) {
        private static final int LONGEST = 500;

        Removal {
            why = why.strip();
        }

        void check() {
            if (why.isEmpty() || why.length() > LONGEST || why.chars().anyMatch(Character::isISOControl)) {
                throw Problem.invalid("/reason", "must say why, in one line of at most 500 characters")
                        .exception();
            }
        }
    }

    /// Takes a reviewer out. What they decided stays decided; what they had left is the others'.
    ///
    /// @throws plumbline.server.api.ProblemException when they cannot be removed
    Review remove(DSLContext tx, Principal principal, ReviewId id, Removal removal) {
        removal.check();
        var review = open(tx, principal, id);
        if (review.version() != removal.version()) {
            throw ETag.changed().exception();
        }
        var gone = review.reviewer(removal.account()).orElseThrow(() -> stranger(review));
        if (review.reviewers().size() == 1) {
            throw Problem.conflict("Somebody must decide in it: name another reviewer first.")
                    .exception();
        }
        var name = gone.person().name();
        store.remove(tx, id, gone, journal.now());
        advance(tx, review);
        // Whoever removed themselves may see it no longer.
        var after = review.without(gone);
        journal.append(
                tx,
                principal.actor(),
                "review.reviewer-removed",
                id.subject(),
                Changes.begin()
                        .field("reviewers", names(review), names(after))
                        .because(removal.why())
                        .details());
        tasks.close(tx, principal.actor(), review, gone, Outcome.cancelled(name + " no longer decides in it."));
        return store.find(tx, principal, id).orElse(after);
    }

    static RuntimeException stranger(Review review) {
        return Problem.notFound("They do not decide in " + review.id() + ".").exception();
    }

    private void advance(DSLContext tx, Review review) {
        if (!store.advance(tx, review.id(), review.version())) {
            throw new IllegalStateException("the review must stay as it is while it is held");
        }
    }

    private Review open(DSLContext tx, Principal principal, ReviewId id) {
        var review = store.hold(tx, principal, id, true).orElseThrow(() -> missing(id.toString()));
        review.requireOpen();
        return review;
    }

    private List<String> kinds(Set<String> asked) {
        for (var kind : asked) {
            if (parts.kinds().find(kind).isEmpty()) {
                throw Problem.invalid("/kinds", "must be kinds of access, but " + kind + " is none")
                        .exception();
            }
        }
        return parts.kinds().all().stream()
                .map(source -> source.kind())
                .filter(asked::contains)
                .toList();
    }

    private Set<Account> reviewers(List<String> emails) {
        var people = new LinkedHashSet<Account>();
        for (int i = 0; i < emails.size(); i++) {
            people.add(reviewer(emails.get(i), "/reviewers/" + i));
        }
        return people;
    }

    /// Somebody who can decide: an auditor only reads, whatever else they hold.
    private Account reviewer(String email, String pointer) {
        var account = parts.accounts()
                .find(email)
                .filter(Account::active)
                .orElseThrow(() -> Problem.invalid(pointer, "must be people with an account, but " + email + " is not")
                        .exception());
        if (account.principal(journal.now()).roles().contains(Role.AUDITOR.word())) {
            throw Problem.invalid(pointer, "must not be auditors, who only read, but " + email + " is one")
                    .exception();
        }
        return account;
    }

    static List<String> names(Review review) {
        return review.reviewers().stream()
                .map(reviewer -> reviewer.person().name())
                .toList();
    }

    private static JsonObject details(Review review) {
        var more = JsonObject.builder().put("items", review.progress().total());
        return Changes.begin()
                .field("title", "", review.title())
                .field("scope", "", review.scope().places())
                .field("kinds", List.of(), review.scope().kinds())
                .field("reviewers", List.of(), names(review))
                .field("due", "", review.due().toString())
                .details(more);
    }

    static RuntimeException missing(String id) {
        return Problem.notFound("There is no access review " + id + ".").exception();
    }
}
