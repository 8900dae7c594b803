package plumbline.server.review;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.review.ReviewJson.AccessReviewBody;

/// Access reviews as JSON: started, read, given reviewers, ended.
@RestController
@RequestMapping(ReviewApi.ADDRESS)
final class ReviewApi {
    static final String ADDRESS = "/api/v1/access-reviews";

    private final ReviewQueries queries;
    private final Reviews reviews;
    private final Closing closing;
    private final Idempotency idempotency;

    ReviewApi(ReviewQueries queries, Reviews reviews, Closing closing, Idempotency idempotency) {
        this.queries = queries;
        this.reviews = reviews;
        this.closing = closing;
        this.idempotency = idempotency;
    }

    /// A review to be started.
    ///
    /// @param kinds of access: `role`, `membership`, `team-role`, `token`, `external-link`; left out for all
    /// @param services keys of cloud services that the access must reach; left out for all access
    /// @param reviewers e-mail addresses of those who decide
    /// @param due the last day (UTC) on which a decision is in time
    record AccessReviewToStart(
            String title,
            @Nullable List<String> kinds,
            @Nullable List<String> services,
            List<String> reviewers,
            LocalDate due) {}

    /// Somebody who shall decide as well.
    record NewAccessReviewer(String email) {}

    /// Who decides no longer, and why.
    record AccessReviewerRemoval(long account, String reason) {}

    /// How a review is completed.
    ///
    /// @param notReviewed how many are undecided; left out when none is
    /// @param statement why those were not reviewed; may be left out when all were
    record AccessReviewCompletion(
            @Nullable Integer notReviewed, @Nullable String statement) {}

    /// Why a review is called off.
    record AccessReviewCancellation(String reason) {}

    /// The reviews that the caller may see, newest first.
    ///
    /// @param state `open`, `completed`, `cancelled`, or nothing for any
    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping
    Page<AccessReviewBody> list(
            Principal principal,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (!List.of("", "open", "completed", "cancelled").contains(state)) {
            throw Problem.invalid("?state", "must be open, completed or cancelled")
                    .exception();
        }
        var list = "access reviews " + state;
        int most = Page.limit(limit);
        var after = Cursor.parse(cursor, list, 1);
        var wanted = new ReviewStore.Wanted(state, q, after == null ? null : new ReviewId(after.id(0)));
        return Page.of(
                        queries.list(principal, wanted, most + 1),
                        most,
                        list,
                        review -> Cursor.of(review.id().number()))
                .map(ReviewJson::body);
    }

    /// Starts a review: a snapshot of all access in its scope.
    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping
    ResponseEntity<AccessReviewBody> start(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AccessReviewToStart body) {
        var asked = new Reviews.NewReview(
                text(body.title()),
                body.kinds() == null ? queries.kinds().keySet() : named("/kinds", body.kinds()),
                body.services() == null ? List.of() : List.copyOf(named("/services", body.services())),
                List.copyOf(named("/reviewers", body.reviewers())),
                body.due());
        return idempotency.once(asked(principal, key, "POST " + ADDRESS, body), AccessReviewBody.class, tx -> {
            var started = reviews.start(tx, principal, asked);
            return Idempotency.Done.created(ADDRESS + "/" + started.id(), ReviewJson.body(started))
                    .version(started.version());
        });
    }

    /// One review, with how far it is.
    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping("/{id}")
    @OpensRecord("access-review")
    ResponseEntity<AccessReviewBody> get(Principal principal, @PathVariable String id) {
        var review = queries.find(principal, id);
        return ResponseEntity.ok().eTag(ETag.of(review.version())).body(ReviewJson.body(review));
    }

    /// Names one more person who decides.
    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/{id}/reviewers")
    ResponseEntity<AccessReviewBody> name(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewAccessReviewer body) {
        var review = queries.find(principal, id);
        var address = ADDRESS + "/" + review.id();
        return idempotency.once(
                asked(principal, key, "POST " + address + "/reviewers", body), AccessReviewBody.class, tx -> {
                    var after = reviews.name(tx, principal, review.id(), text(body.email()));
                    return Idempotency.Done.created(address, ReviewJson.body(after))
                            .version(after.version());
                });
    }

    /// Removes somebody who decides. What they decided stays decided; one at least stays. To replace somebody, name the
    /// other first.
    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/{id}/reviewers/removal")
    ResponseEntity<AccessReviewBody> remove(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AccessReviewerRemoval body) {
        var review = queries.find(principal, id);
        var removal = new Reviews.Removal(body.account(), ETag.required(seen), text(body.reason()));
        var operation = "POST " + ADDRESS + "/" + review.id() + "/reviewers/removal";
        return idempotency.once(asked(principal, key, operation, body), AccessReviewBody.class, tx -> {
            var after = reviews.remove(tx, principal, review.id(), removal);
            return Idempotency.Done.ok(ReviewJson.body(after)).version(after.version());
        });
    }

    /// Completes a review: it becomes evidence. What is undecided must be said, with why.
    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/{id}/completion")
    ResponseEntity<AccessReviewBody> complete(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AccessReviewCompletion body) {
        var review = queries.find(principal, id);
        var statement = new Closing.Statement(ETag.required(seen), body.notReviewed(), text(body.statement()));
        var operation = "POST " + ADDRESS + "/" + review.id() + "/completion";
        return idempotency.once(asked(principal, key, operation, body), AccessReviewBody.class, tx -> {
            var after = closing.complete(tx, principal, review.id(), statement);
            return Idempotency.Done.ok(ReviewJson.body(after)).version(after.version());
        });
    }

    /// Calls a review off. What was decided stays decided.
    @Requires(Permission.REVIEW_MANAGE)
    @PostMapping("/{id}/cancellation")
    ResponseEntity<AccessReviewBody> cancel(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AccessReviewCancellation body) {
        var review = queries.find(principal, id);
        int version = ETag.required(seen);
        var operation = "POST " + ADDRESS + "/" + review.id() + "/cancellation";
        return idempotency.once(asked(principal, key, operation, body), AccessReviewBody.class, tx -> {
            var after = closing.cancel(tx, principal, review.id(), version, text(body.reason()));
            return Idempotency.Done.ok(ReviewJson.body(after)).version(after.version());
        });
    }

    static Idempotency.Asked asked(Principal principal, @Nullable String key, String operation, Object body) {
        return new Idempotency.Asked(principal.actor().id(), key, operation, body);
    }

    static String text(@Nullable String sent) {
        return Objects.requireNonNullElse(sent, "").strip();
    }

    /// Names without those that are none.
    private static Set<String> named(String pointer, @Nullable List<String> sent) {
        var names = new LinkedHashSet<String>();
        for (var name : Objects.requireNonNullElse(sent, List.<String>of())) {
            if (name == null) {
                throw Problem.invalid(pointer, "must be texts").exception();
            }
            names.add(name);
        }
        return names;
    }
}
