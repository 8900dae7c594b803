package plumbline.server.review;

import gg.jte.models.runtime.JteModel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.Slice;
import plumbline.server.estate.Services;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Field;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Access reviews as pages: the list, starting one, naming and removing reviewers, ending one.
@Controller
final class ReviewPages {
    static final String WHY_OPEN = "Reviewers see the reviews in which they decide; all of them takes `review:read`";
    private static final int ROWS = 50;
    private static final int SHEET_ROWS = 10_000;

    private final Transactions transactions;
    private final ReviewQueries queries;
    private final Parts parts;
    private final Services services;
    private final Templates templates;

    /// What changes reviews.
    record Parts(Reviews reviews, Closing closing) {}

    ReviewPages(Transactions transactions, ReviewQueries queries, Parts parts, Services services, Templates templates) {
        this.transactions = transactions;
        this.queries = queries;
        this.parts = parts;
        this.services = services;
        this.templates = templates;
    }

    @OpenToSignedIn(WHY_OPEN)
    @GetMapping("/access-reviews")
    JteModel list(Shell shell, Principal principal) {
        var address = shell.address();
        var wanted = wanted(address);
        var shown = Slice.of(
                queries.list(principal, wanted, ROWS + 1),
                ROWS,
                review -> review.id().toString());
        var filter = Filter.of(address)
                .select(
                        "state",
                        "State",
                        List.of(
                                new Option("", "Any state"),
                                new Option("open", "open"),
                                new Option("completed", "completed"),
                                new Option("cancelled", "cancelled")));
        return templates.reviewList(
                shell.titled("Access reviews"),
                filter,
                new Pager(address, shown.rows().size(), (long) queries.count(principal, wanted), shown.next()),
                shown.rows(),
                principal.mayEverywhere(Permission.REVIEW_MANAGE));
    }

    @OpenToSignedIn(WHY_OPEN)
    @GetMapping(path = "/access-reviews", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "access-reviews",
                List.of(
                        "id",
                        "title",
                        "state",
                        "scope",
                        "owner",
                        "reviewers",
                        "started",
                        "due",
                        "total",
                        "kept",
                        "changed",
                        "revoked",
                        "ended meanwhile",
                        "not reviewed",
                        "closed",
                        "evidence"));
        var wanted = wanted(shell.address());
        for (var review :
                queries.list(principal, new ReviewStore.Wanted(wanted.state(), wanted.words(), null), SHEET_ROWS)) {
            var progress = review.progress();
            var closed = review.closed();
            sheet.row(List.of(
                    review.id(),
                    review.title(),
                    review.word(),
                    review.scope().places(),
                    review.owner().name(),
                    review.names(),
                    review.startedAt(),
                    review.due(),
                    progress.total(),
                    progress.kept(),
                    progress.changed(),
                    progress.revoked(),
                    progress.ended(),
                    progress.undecided(),
                    closed == null ? "" : closed.at(),
                    closed == null ? "" : closed.evidence()));
        }
        return sheet;
    }

    private static ReviewStore.Wanted wanted(Address address) {
        return new ReviewStore.Wanted(
                address.first("state"),
                address.first("q"),
                ReviewId.find(address.first("after")).orElse(null));
    }

    /// What the form of a new review sends.
    record Typed(
            @Nullable String title,
            @Nullable Set<String> kinds,
            @Nullable Set<String> services,
            @Nullable String reviewers,
            @Nullable String due) {

        Reviews.NewReview asked() {
            return new Reviews.NewReview(
                    text(title),
                    Objects.requireNonNullElse(kinds, Set.of()),
                    Objects.requireNonNullElse(services, Set.<String>of()).stream()
                            .sorted()
                            .toList(),
                    Arrays.asList(text(reviewers).split("[\\s,;]+", -1)),
                    day(text(due)));
        }

        static String text(@Nullable String typed) {
            return Objects.requireNonNullElse(typed, "").strip();
        }

        static @Nullable LocalDate day(String typed) {
            try {
                return typed.isEmpty() ? null : LocalDate.parse(typed);
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    @Requires(Permission.REVIEW_MANAGE)
    @GetMapping("/access-reviews/new")
    JteModel blank(Shell shell) {
        var due = LocalDate.ofInstant(shell.now(), ZoneOffset.UTC).plusDays(14);
        return form(shell, new Typed("", queries.kinds().keySet(), Set.of(), "", due.toString()), null);
    }

    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/access-reviews")
    Reply start(Shell shell, Principal principal, @ModelAttribute Typed typed) {
        try {
            var review = transactions.get(tx -> parts.reviews().start(tx, principal, typed.asked()));
            return Reply.to(
                    review.id().href(),
                    Flash.done("Started, with " + review.progress().total() + " to review."));
        } catch (ProblemException refused) {
            return Reply.page(422, form(shell, typed, refused.problem()));
        }
    }

    private JteModel form(Shell shell, Typed typed, @Nullable Problem refused) {
        var fields = List.of(
                ItemForms.field("title", "Title", Typed.text(typed.title()), refused)
                        .needed()
                        .hinted("For example: Access in the fourth quarter."),
                ItemForms.field("kinds", "What is reviewed", "", refused),
                ItemForms.field("services", "Only access that reaches", "", refused),
                ItemForms.field("reviewers", "Reviewers", Typed.text(typed.reviewers()), refused)
                        .needed()
                        .hinted("E-mail addresses, one a line. Name at least two: nobody reviews access of their own."),
                ItemForms.field("due", "Last day", Typed.text(typed.due()), refused)
                        .needed());
        return templates.reviewForm(
                shell.titled("Start an access review"),
                fields,
                queries.kinds(),
                Places.of(services).offered(),
                Objects.requireNonNullElse(typed.kinds(), Set.of()),
                Objects.requireNonNullElse(typed.services(), Set.of()));
    }

    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/access-reviews/{id}/reviewers")
    Reply name(Principal principal, @PathVariable String id, @RequestParam(defaultValue = "") String email) {
        var review = queries.find(principal, id);
        try {
            transactions.run(tx -> parts.reviews().name(tx, principal, review.id(), email));
            return Reply.to(review.id().href(), Flash.done("They decide in it now, and find it in their inbox."));
        } catch (ProblemException refused) {
            return Reply.to(
                    review.id().href(), Flash.failed("Nobody was named: " + ItemForms.words(refused.problem())));
        }
    }

    @Requires(Permission.REVIEW_MANAGE)
    @GetMapping("/access-reviews/{id}/reviewers/{account}/removal")
    JteModel asksToRemove(Shell shell, Principal principal, @PathVariable String id, @PathVariable long account) {
        return removing(shell, queries.find(principal, id), account, "", null);
    }

    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/access-reviews/{id}/reviewers/{account}/removal")
    Reply remove(
            Shell shell,
            Principal principal,
            @PathVariable String id,
            @PathVariable long account,
            @ModelAttribute End end) {
        var review = queries.find(principal, id);
        var why = Typed.text(end.text());
        try {
            var removal = new Reviews.Removal(account, end.seen(), why);
            transactions.run(tx -> parts.reviews().remove(tx, principal, review.id(), removal));
            return Reply.to(review.id().href(), Flash.done("Removed. What they decided stays decided."));
        } catch (ProblemException refused) {
            var problem = refused.problem();
            return Reply.page(
                    problem.type().status(), removing(shell, queries.find(principal, id), account, why, problem));
        }
    }

    private JteModel removing(Shell shell, Review review, long account, String why, @Nullable Problem refused) {
        var reviewer = review.reviewer(account).orElseThrow(() -> Reviews.stranger(review));
        var field = Field.of("text", "Reason", why).needed();
        return templates.reviewRemoval(
                shell.titled(review.id().toString()),
                review,
                reviewer,
                review.open() ? queries.leftBy(review, account) : 0,
                refused == null ? field : field.refused(ItemForms.words(refused)));
    }

    @Requires(Permission.REVIEW_MANAGE)
    @GetMapping("/access-reviews/{id}/completion")
    JteModel asksToComplete(Shell shell, Principal principal, @PathVariable String id) {
        return ending(shell, queries.find(principal, id), true, "", null);
    }

    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/access-reviews/{id}/completion")
    Reply complete(Shell shell, Principal principal, @PathVariable String id, @ModelAttribute End end) {
        var review = queries.find(principal, id);
        try {
            var done = transactions.get(tx -> parts.closing().complete(tx, principal, review.id(), end.statement()));
            var closed = Objects.requireNonNull(done.closed());
            return Reply.to(done.id().href(), Flash.done("Completed, and recorded as " + closed.evidence() + "."));
        } catch (ProblemException refused) {
            var problem = refused.problem();
            return Reply.page(
                    problem.type().status(),
                    ending(shell, queries.find(principal, id), true, Typed.text(end.text()), problem));
        }
    }

    @Requires(Permission.REVIEW_MANAGE)
    @GetMapping("/access-reviews/{id}/cancellation")
    JteModel asksToCancel(Shell shell, Principal principal, @PathVariable String id) {
        return ending(shell, queries.find(principal, id), false, "", null);
    }

    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/access-reviews/{id}/cancellation")
    Reply cancel(Shell shell, Principal principal, @PathVariable String id, @ModelAttribute End end) {
        var review = queries.find(principal, id);
        var why = Typed.text(end.text());
        try {
            transactions.run(tx -> parts.closing().cancel(tx, principal, review.id(), end.seen(), why));
            return Reply.to(review.id().href(), Flash.done("Cancelled. What was decided stays decided."));
        } catch (ProblemException refused) {
            var problem = refused.problem();
            return Reply.page(problem.type().status(), ending(shell, queries.find(principal, id), false, why, problem));
        }
    }

    /// How a review shall end.
    ///
    /// @param text the statement, or why it is cancelled
    record End(
            @Nullable Integer version,
            @Nullable Integer notReviewed,
            @Nullable String text) {
        int seen() {
            return version == null ? 0 : version;
        }

        Closing.Statement statement() {
            return new Closing.Statement(seen(), notReviewed, Typed.text(text));
        }
    }

    private JteModel ending(Shell shell, Review review, boolean completing, String text, @Nullable Problem refused) {
        var field = Field.of("text", completing ? "Statement" : "Reason", text);
        int left = review.progress().undecided();
        var hinted = completing
                ? left == 0
                        ? field.hinted("Goes into the record; may be empty.")
                        : field.needed().hinted("Why these were not reviewed, and what happens with them.")
                : field.needed();
        return templates.reviewEnd(
                shell.titled(review.id().toString()),
                review,
                completing,
                refused == null ? hinted : hinted.refused(ItemForms.words(refused)));
    }
}
