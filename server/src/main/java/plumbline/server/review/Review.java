package plumbline.server.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.web.State;

/// An access review.
///
/// @param due the last day (UTC) on which a decision is in time
/// @param closed how it ended, or null while it is open
/// @param version grows with each change but decisions
public record Review(
        ReviewId id,
        String title,
        Scope scope,
        Person owner,
        List<Reviewer> reviewers,
        Instant startedAt,
        LocalDate due,
        Progress progress,
        @Nullable Closed closed,
        int version) {

    public Review {
        reviewers = List.copyOf(reviewers);
    }

    /// What it looks at.
    ///
    /// @param kinds words of the kinds of access
    /// @param services the cloud services that the access reaches, or null for all access
    /// @param places the same in words
    public record Scope(List<String> kinds, @Nullable List<Long> services, String places) {}

    public record Person(long id, String name) {}

    /// Who decides in it.
    ///
    /// @param position counts from 1
    public record Reviewer(int position, Person person) {}

    /// How it ended.
    ///
    /// @param why the statement of the owner, or why it was cancelled
    /// @param unreviewed how many nobody decided on, or null when it was cancelled
    /// @param evidence the record that it became, or empty
    public record Closed(
            Instant at, String by, String why, @Nullable Integer unreviewed, String evidence) {
        public boolean completed() {
            return unreviewed != null;
        }
    }

    /// How far it is.
    ///
    /// @param ended access that had ended before anybody decided
    public record Progress(int total, int kept, int changed, int revoked, int ended) {
        public int decided() {
            return kept + changed + revoked + ended;
        }

        public int undecided() {
            return total - decided();
        }

        public String words() {
            return decided() + " of " + total;
        }
    }

    public boolean open() {
        return closed == null;
    }

    /// Refuses what can be done only to an open one.
    void requireOpen() {
        if (!open()) {
            throw Problem.conflict("The review is " + word() + " already.").exception();
        }
    }

    /// The word of the API and of filters.
    public String word() {
        return closed == null ? "open" : closed.completed() ? "completed" : "cancelled";
    }

    /// As pages show it. Nothing that was left undecided makes a pass.
    public State shown(Instant now) {
        if (closed != null) {
            if (!closed.completed()) {
                return State.draft("cancelled");
            }
            return progress.undecided() == 0 ? State.pass("completed") : State.unknown("completed, not all reviewed");
        }
        if (progress.undecided() == 0) {
            return State.waits("all decided");
        }
        return due.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC)) ? State.fail("overdue") : State.waits("open");
    }

    /// Who acts next, in words; null when nobody has to.
    public @Nullable String next() {
        if (!open()) {
            return null;
        }
        return progress.undecided() == 0
                ? owner.name() + " completes it"
                : progress.undecided() == 1 ? "1 access to decide" : progress.undecided() + " to decide";
    }

    /// The reviewers' names in a line.
    public String names() {
        return reviewers.stream().map(reviewer -> reviewer.person().name()).collect(Collectors.joining(", "));
    }

    boolean reviewedBy(long account) {
        return reviewer(account).isPresent();
    }

    Optional<Reviewer> reviewer(long account) {
        return reviewers.stream()
                .filter(reviewer -> reviewer.person().id() == account)
                .findFirst();
    }

    /// At its next version, with one who decides less.
    Review without(Reviewer gone) {
        var left = reviewers.stream().filter(reviewer -> !reviewer.equals(gone)).toList();
        return new Review(id, title, scope, owner, left, startedAt, due, progress, closed, version + 1);
    }

    /// With one more who decides.
    Review with(Reviewer added) {
        var more = Stream.concat(reviewers.stream(), Stream.of(added)).toList();
        return new Review(id, title, scope, owner, more, startedAt, due, progress, closed, version);
    }
}
