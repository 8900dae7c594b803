package plumbline.server.decision;

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
import plumbline.server.api.Cursor;
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Decisions as JSON: what waits, what was asked for, each with its votes; and the door to vote by, for people.
@RestController
@RequestMapping(DecisionApi.ADDRESS)
final class DecisionApi {
    static final String ADDRESS = "/api/v1/decisions";

    private final DecisionQueries queries;
    private final Decisions decisions;
    private final Voting voting;
    private final Idempotency idempotency;

    DecisionApi(DecisionQueries queries, Decisions decisions, Voting voting, Idempotency idempotency) {
        this.queries = queries;
        this.decisions = decisions;
        this.voting = voting;
        this.idempotency = idempotency;
    }

    /// A vote: what the voter saw of the decision, all of which must still be so, and the answer.
    ///
    /// @param verdict `approved` or `rejected`
    /// @param reason at most 2,000 characters; needed to reject
    /// @param onBehalfOf the account of somebody who delegated to the caller; left out for oneself
    record NewVote(
            int version,
            String contentHash,
            String state,
            int step,
            String verdict,
            @Nullable String reason,
            @Nullable Long onBehalfOf) {}

    /// Why what was asked for is taken back.
    record Withdrawal(@Nullable String reason) {}

    /// Decisions that the caller may see, newest first.
    ///
    /// @param view `waiting` for those that the caller may vote on now, `asked` for those they asked for, `all`
    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping
    Page<DecisionJson.DecisionSummary> list(
            Principal principal,
            @RequestParam(defaultValue = "all") String view,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new DecisionFilter(view(view), state(state), "", "");
        var list = "decisions " + view + " " + state;
        var after = Cursor.parse(cursor, list, 1);
        int most = Page.limit(limit);
        var before = after == null ? null : new DecisionId(after.id(0));
        return Page.of(
                        queries.list(principal, filter, before, most + 1),
                        most,
                        list,
                        row -> Cursor.of(row.id().number()))
                .map(DecisionJson::row);
    }

    /// One decision, with what it is about, its steps and its votes.
    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping("/{id}")
    @OpensRecord("decision")
    DecisionJson.DecisionBody get(Principal principal, @PathVariable String id) {
        var decision = find(queries, principal, id);
        return DecisionJson.body(decision, queries.ways(principal, decision), queries);
    }

    /// Votes. What was seen and is no longer so is answered with 409 and what changed.
    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @PostMapping("/{id}/votes")
    ResponseEntity<DecisionJson.VoteBody> vote(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewVote body) {
        var decision = find(queries, principal, id);
        var ballot = ballot(body);
        var address = ADDRESS + "/" + decision.id();
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + address + "/votes", body);
        return idempotency.once(asked, DecisionJson.VoteBody.class, tx -> switch (voting.vote(
                tx, principal, decision.id(), ballot)) {
            case Voted.Cast(var vote, var after) ->
                Idempotency.Done.created(address + "/votes/" + vote.id(), DecisionJson.vote(after.id(), vote, null));
            case Voted.Late late -> throw late(late).exception();
            case Voted.Refused(var refusal) ->
                throw Problem.of(ProblemType.FORBIDDEN, refusal.why())
                        .with("reason", refusal.code())
                        .exception();
            case Voted.Missing() -> throw missing(id);
        });
    }

    /// Takes back what the caller asked for, while it is open.
    @Requires(value = Permission.DECISION_READ, scoped = true)
    @PostMapping("/{id}/withdrawal")
    ResponseEntity<DecisionJson.DecisionBody> withdraw(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Withdrawal body) {
        var decision = find(queries, principal, id);
        refuseWithdrawal(principal, decision);
        var why = reason(body.reason());
        var asked = new Idempotency.Asked(
                principal.actor().id(), key, "POST " + ADDRESS + "/" + decision.id() + "/withdrawal", body);
        return idempotency.once(asked, DecisionJson.DecisionBody.class, tx -> {
            decisions.withdraw(tx, principal.actor(), decision.id(), why);
            var after = decisions.find(tx, decision.id()).orElseThrow();
            if (after.state() != DecisionState.WITHDRAWN) {
                throw Problem.conflict("The decision is " + after.state().word() + " already.")
                        .exception();
            }
            return Idempotency.Done.ok(DecisionJson.body(after, queries.ways(principal, after), queries));
        });
    }

    /// Only whoever asked takes back.
    static void refuseWithdrawal(Principal principal, Decision decision) {
        if (!decision.requester().actorId().equals(principal.actor().id())) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            decision.requester().name() + " asked for this, and only they can take it back.")
                    .exception();
        }
        if (decision.state() != DecisionState.OPEN) {
            throw Problem.conflict("The decision is " + decision.state().word() + " already.")
                    .exception();
        }
    }

    static Decision find(DecisionQueries queries, Principal principal, String id) {
        return queries.find(principal, id).orElseThrow(() -> missing(id));
    }

    static RuntimeException missing(String id) {
        return Problem.notFound("There is no decision " + id + ".").exception();
    }

    /// What came between the voter's look and their vote.
    static Problem late(Voted.Late late) {
        return Problem.conflict(late.why()).with("present", DecisionJson.present(late));
    }

    /// A reason as it is kept.
    static String reason(@Nullable String typed) {
        var reason = Objects.requireNonNullElse(typed, "").strip();
        if (reason.length() > Ballot.LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw Problem.invalid("/reason", "must have at most 2,000 characters, none of them U+0000")
                    .exception();
        }
        return reason;
    }

    private static Ballot ballot(NewVote body) {
        var verdict = Objects.requireNonNullElse(body.verdict(), "");
        if (!List.of("approved", "rejected").contains(verdict)) {
            throw Problem.invalid("/verdict", "must be approved or rejected").exception();
        }
        var reason = reason(body.reason());
        if (verdict.equals("rejected") && reason.isEmpty()) {
            throw Problem.invalid("/reason", "must say why it is rejected").exception();
        }
        var hash = Objects.requireNonNullElse(body.contentHash(), "").replaceFirst("^sha256:", "");
        if (!ContentHash.isOne(hash)) {
            throw Problem.invalid("/contentHash", "must be sha256: and 64 hexadecimal digits")
                    .exception();
        }
        var seen = new Ballot.Seen(body.version(), hash, Objects.requireNonNullElse(body.state(), ""), body.step());
        return new Ballot(seen, verdict.equals("approved"), reason, body.onBehalfOf());
    }

    private static DecisionFilter.View view(String word) {
        var view = DecisionFilter.View.of(word);
        if (!view.word().equals(word)) {
            throw Problem.invalid("?view", "must be waiting, asked or all").exception();
        }
        return view;
    }

    private static @Nullable DecisionState state(String word) {
        return word.isEmpty()
                ? null
                : DecisionState.find(word)
                        .orElseThrow(() -> Problem.invalid("?state", "is none that a decision has")
                                .exception());
    }
}
