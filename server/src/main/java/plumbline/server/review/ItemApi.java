package plumbline.server.review;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
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
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.api.Slice;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Principal;
import plumbline.server.review.ReviewJson.AccessItemBody;

/// The access in a review as JSON, and the door to decide about it.
@RestController
@RequestMapping(ReviewApi.ADDRESS + "/{id}")
final class ItemApi {
    private final ReviewQueries queries;
    private final Deciding deciding;
    private final Idempotency idempotency;

    ItemApi(ReviewQueries queries, Deciding deciding, Idempotency idempotency) {
        this.queries = queries;
        this.deciding = deciding;
        this.idempotency = idempotency;
    }

    /// A decision about one or several items: all of them, or none.
    ///
    /// @param items at most 200, each with what was seen of it
    /// @param decision `keep`, `change` or `revoke`; of what has ended, either of them notes just that
    /// @param reason at most 2,000 characters; needed to change, to revoke, and to keep privileged access
    /// @param change goes with `change`
    record AccessDecision(
            List<SeenAccess> items,
            String decision,
            @Nullable String reason,
            @Nullable AccessChange change) {}

    /// An item as the reviewer saw it.
    ///
    /// @param seen the item's `seen`, or the one that a 409 says to accept what is different now
    record SeenAccess(long id, String seen) {}

    /// What shall be different. Less than there was can always be; more only by whoever could give it.
    ///
    /// @param role another role, or left out
    /// @param services keys of the cloud services that it shall reach, or left out
    /// @param until the last day (UTC), or left out
    record AccessChange(
            @Nullable String role,
            @Nullable List<String> services,
            @Nullable LocalDate until) {}

    /// What was decided.
    record DecidedAccess(List<AccessItemBody> items) {}

    /// What may be asked for; what is left out filters nothing.
    ///
    /// @param show `undecided`, or `mine` for what the caller can decide
    /// @param decision `keep`, `change`, `revoke` or `ended`
    /// @param privileged only access by which its holder changes what others may do, or how the server works
    /// @param kind of access
    /// @param holder for example `account:3`
    /// @param q words
    record ItemQuery(
            @Nullable String show,
            @Nullable String decision,
            @Nullable Boolean privileged,
            @Nullable String kind,
            @Nullable String holder,
            @Nullable String q) {

        Item.Filter filter(Principal principal) {
            var shown = ReviewApi.text(show);
            if (!List.of("", Item.Filter.UNDECIDED, "mine").contains(shown)) {
                throw Problem.invalid("?show", "must be undecided or mine").exception();
            }
            var word = ReviewApi.text(decision);
            if (!word.isEmpty() && Verdict.find(word).isEmpty()) {
                throw Problem.invalid("?decision", "must be keep, change, revoke or ended")
                        .exception();
            }
            return new Item.Filter(
                    shown.equals(Item.Filter.UNDECIDED) ? shown : word,
                    shown.equals("mine") ? ReviewQueries.account(principal) : null,
                    Boolean.TRUE.equals(privileged),
                    ReviewApi.text(kind),
                    ReviewApi.text(holder),
                    ReviewApi.text(q));
        }
    }

    /// The access in a review, privileged access first, then by name.
    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping("/items")
    @OpensRecord("access-review")
    Page<AccessItemBody> list(
            Principal principal,
            @PathVariable String id,
            ItemQuery query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var review = queries.find(principal, id);
        int most = Page.limit(limit);
        var rows = queries.items(review, query.filter(principal), ItemForms.place(cursor), most + 1);
        var shown = Slice.of(rows, most, ItemForms::cursor);
        return new Page<>(shown.rows().stream().map(ReviewJson::body).toList(), shown.next());
    }

    /// One access in a review.
    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping("/items/{item}")
    @OpensRecord("access-review")
    AccessItemBody get(Principal principal, @PathVariable String id, @PathVariable long item) {
        return ReviewJson.body(queries.item(queries.find(principal, id), item));
    }

    /// Decides. It takes effect at once; what is no longer as it was seen is answered with 409 and what changed.
    @OpenToSignedIn("Reviewers decide in the reviews that name them")
    @PostMapping("/decisions")
    ResponseEntity<DecidedAccess> decide(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AccessDecision body) {
        var review = queries.find(principal, id);
        var ballot = ballot(body);
        var operation = "POST " + ReviewApi.ADDRESS + "/" + review.id() + "/decisions";
        var asked = ReviewApi.asked(principal, key, operation, body);
        return idempotency.once(asked, DecidedAccess.class, tx -> switch (deciding.decide(
                tx, principal, review.id(), ballot)) {
            case Decided.Done(var items) ->
                Idempotency.Done.ok(
                        new DecidedAccess(items.stream().map(ReviewJson::body).toList()));
            case Decided.Late late ->
                throw Problem.conflict(late.words())
                        .with(
                                "items",
                                late.items().stream().map(ReviewJson::stale).toList())
                        .exception();
            case Decided.Refused(var why) ->
                throw Problem.of(ProblemType.FORBIDDEN, why).exception();
        });
    }

    private static Ballot ballot(AccessDecision body) {
        var verdict = Verdict.find(ReviewApi.text(body.decision()))
                .orElseThrow(() -> Problem.invalid("/decision", "must be keep, change or revoke")
                        .exception());
        var seen = new HashMap<Long, String>();
        for (var item : Objects.requireNonNullElse(body.items(), List.<SeenAccess>of())) {
            if (item == null) {
                throw Problem.invalid("/items", "must be items").exception();
            }
            seen.put(item.id(), ReviewApi.text(item.seen()));
        }
        var change = body.change();
        return new Ballot(
                seen,
                verdict,
                ReviewApi.text(body.reason()),
                change == null
                        ? null
                        : new Ballot.Change(ReviewApi.text(change.role()), change.services(), change.until()));
    }
}
