package plumbline.server.decision;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.server.decision.Separation.Refusal;
import plumbline.server.decision.signature.Signing;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Journal;

/// Takes votes. One transaction holds the object's row, compares what the voter saw with what is, asks who may vote,
/// signs, writes and tells the area.
final class Voting {
    private final Decisions decisions;
    private final DecisionStore store;
    private final Capacities capacities;
    private final Journal journal;
    private final Signing signing;

    Voting(Decisions decisions, DecisionStore store, Capacities capacities, Journal journal, Signing signing) {
        this.decisions = decisions;
        this.store = store;
        this.capacities = capacities;
        this.journal = journal;
        this.signing = signing;
    }

    /// Takes a vote, in the caller's transaction.
    Voted vote(DSLContext transaction, Principal principal, DecisionId id, Ballot ballot) {
        var asked = store.find(transaction, id).filter(decision -> capacities.sees(principal, decision));
        if (asked.isEmpty()) {
            return new Voted.Missing();
        }
        var present = store.hold(transaction, asked.get().object().subject());
        var decision = store.find(transaction, id).orElseThrow();
        var now = journal.now();
        if (!decision.state().waits()
                || !Ballot.Seen.of(decision).equals(ballot.seen())
                || (decision.state() == DecisionState.OPEN && !present.is(decision.object()))
                || decision.isPast(now)) {
            return new Voted.Late(decision, present);
        }
        var capacity = capacities.take(transaction, principal, ballot.onBehalfOf(), now);
        var refusal = capacity.isEmpty()
                ? Optional.of(new Refusal("delegation", "There is no delegation to you by which you could do this."))
                : Separation.refusal(decision, capacity.get());
        return refusal.<Voted>map(Voted.Refused::new)
                .orElseGet(() -> cast(transaction, decision, capacity.orElseThrow(), ballot, now));
    }

    private Voted cast(DSLContext transaction, Decision decision, Capacity capacity, Ballot ballot, Instant now) {
        var signed = signing.sign(VoteRecord.bytes(decision, capacity, ballot, signing.server(), now.toString()));
        var vote = new Vote(
                0,
                decision.step(),
                ballot.approves(),
                person(capacity.person()),
                capacity.delegated() == null ? null : person(capacity.holder()),
                ballot.reason(),
                now,
                signed);
        long number = store.insertVote(transaction, decision.id(), vote);
        signing.stamp(transaction, number, signed, now);
        var after = advance(transaction, decision, capacity, ballot);
        note(transaction, after, capacity, vote);
        var kept = after.votes().stream()
                .filter(other -> other.id() == number)
                .findFirst()
                .orElseThrow();
        return new Voted.Cast(kept, after);
    }

    /// One rejection ends it; as many approvals as the quorum asks lead to the next step, or to the end.
    private Decision advance(DSLContext transaction, Decision decision, Capacity capacity, Ballot ballot) {
        var actor = capacity.person().actor();
        if (!ballot.approves()) {
            return decisions.end(transaction, decision, DecisionState.REJECTED, actor, ballot.reason());
        }
        long approvals = decision.votesAt(decision.step()).size() + 1L;
        if (approvals < decision.present().quorum()) {
            return decisions.go(transaction, decision, decision.step(), actor);
        }
        if (decision.step() == decision.steps().size()) {
            return decisions.end(transaction, decision, DecisionState.APPROVED, actor, ballot.reason());
        }
        if (decision.steps().get(decision.step()).isAfterwards()) {
            return decisions.approveForReview(transaction, decision, actor);
        }
        return decisions.go(transaction, decision, decision.step() + 1, actor);
    }

    private void note(DSLContext transaction, Decision after, Capacity capacity, Vote vote) {
        var details = Decisions.about(after)
                .put("key", vote.signed().keyId())
                .put("reason", vote.reason())
                .put("record", "sha256:" + vote.signed().digest())
                .put("signature", vote.signed().signatureText())
                .put("state", after.state().word())
                .put("step", vote.step());
        var other = vote.onBehalfOf();
        if (other != null) {
            details.put("onBehalfOf", "account:" + other.id());
        }
        journal.append(
                transaction,
                capacity.person().actor(),
                vote.approves() ? "decision.approval-given" : "decision.rejection-given",
                Decisions.subject(after),
                details.build());
    }

    private static Vote.Person person(Principal principal) {
        return new Vote.Person(principal.id(), principal.name());
    }
}
