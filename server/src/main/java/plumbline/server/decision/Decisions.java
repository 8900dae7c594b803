package plumbline.server.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.decision.asking.Asking;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;

/// What areas do with decisions: open one, say that its object changed, take one back. Everything happens in the
/// caller's transaction, under the lock of the object's row.
public final class Decisions {
    private static final String SERVICE_ACCOUNT = "service-account:";

    private final DecisionStore store;
    private final Journal journal;
    private final Tokens tokens;
    private final Asking asking;
    private final Supplier<List<Decidable>> kinds;

    /// @param kinds asked for when something was decided, for areas are made later than this
    Decisions(DecisionStore store, Journal journal, Tokens tokens, Asking asking, Supplier<List<Decidable>> kinds) {
        this.store = store;
        this.journal = journal;
        this.tokens = tokens;
        this.asking = asking;
        this.kinds = kinds;
    }

    /// Keeps everybody else from editing the object and from voting on it until the transaction ends.
    public void hold(DSLContext transaction, Subject object) {
        store.hold(transaction, object);
    }

    /// Opens a decision on the version that the object has now. There can be one at a time.
    ///
    /// @throws IllegalStateException when one is open on the object
    public Decision open(DSLContext transaction, Actor actor, NewDecision decision) {
        var subject = decision.object().subject();
        var present = store.hold(transaction, subject);
        if (open(transaction, subject).isPresent()) {
            throw new IllegalStateException("no decision may be open on " + subject + ", but one is");
        }
        var at = journal.now();
        if (!present.is(decision.object())) {
            store.set(
                    transaction,
                    decision.object(),
                    actor,
                    at,
                    decision.presentation().changes());
        }
        var id = store.insert(transaction, withMakers(transaction, decision), at);
        var opened = store.find(transaction, id).orElseThrow();
        journal.append(
                transaction,
                actor,
                "decision.opened",
                subject(opened),
                about(opened)
                        .put("parties", VoteRecord.parties(opened.parties()))
                        .put("steps", opened.steps().stream().map(Step::name).toList())
                        .build());
        asking.opened(transaction, actor, opened);
        return opened;
    }

    /// Says that an object has a new version or other content, in the transaction of the edit:
    /// decisions that are open on what it was end there, with the approvals given so far; so do
    /// approvals that do not outlast an edit.
    ///
    /// @param changes what the edit changed, for whoever comes late
    public void changed(DSLContext transaction, Actor actor, ObjectVersion now, List<VersionChange> changes) {
        var present = store.hold(transaction, now.subject());
        if (present.is(now)) {
            return;
        }
        store.set(transaction, now, actor, journal.now(), changes);
        for (var id : store.voidable(transaction, now.subject())) {
            var decision = store.find(transaction, id).orElseThrow();
            end(transaction, decision, DecisionState.VOIDED, actor, "It changed: version " + now.version() + ".");
        }
    }

    /// Takes back what was asked for; nothing happens when it no longer is open.
    public void withdraw(DSLContext transaction, Actor actor, DecisionId id, String why) {
        var decision = store.find(transaction, id).orElseThrow();
        store.hold(transaction, decision.object().subject());
        var held = store.find(transaction, id).orElseThrow();
        if (held.state() == DecisionState.OPEN) {
            end(transaction, held, DecisionState.WITHDRAWN, actor, why);
        }
    }

    /// The decision that is open on an object, if there is one.
    public Optional<Decision> open(DSLContext database, Subject object) {
        return store.of(database, object, 1).stream()
                .flatMap(id -> store.find(database, id).stream())
                .filter(decision -> decision.state() == DecisionState.OPEN)
                .findFirst();
    }

    public Optional<Decision> find(DSLContext database, DecisionId id) {
        return store.find(database, id);
    }

    /// Closes a decision, tells its area, and notes it. The object's row is held.
    Decision end(DSLContext transaction, Decision decision, DecisionState state, Actor actor, String why) {
        store.close(transaction, decision.id(), state, new Decision.Closing(journal.now(), actor.name(), why));
        var ended = told(transaction, decision, actor);
        if (state != DecisionState.APPROVED && state != DecisionState.REJECTED) {
            journal.append(
                    transaction,
                    actor,
                    "decision." + state.word(),
                    subject(ended),
                    about(ended).put("reason", why).build());
        }
        return ended;
    }

    /// Puts an approval in force that somebody reviews afterwards, and tells the area. The object's row is held.
    Decision approveForReview(DSLContext transaction, Decision decision, Actor actor) {
        var review = decision.steps().get(decision.step());
        var within = review.within();
        if (within == null) {
            throw new IllegalStateException("the next step must be a review afterwards, but is " + review);
        }
        store.move(
                transaction,
                decision.id(),
                DecisionState.REVIEW_DUE,
                decision.step() + 1,
                journal.now().plus(within));
        return told(transaction, decision, actor);
    }

    /// Leads to the next step, or to the same one with a vote more. The object's row is held.
    Decision go(DSLContext transaction, Decision decision, int step, Actor actor) {
        if (step != decision.step()) {
            store.move(transaction, decision.id(), DecisionState.OPEN, step, null);
        }
        var now = store.find(transaction, decision.id()).orElseThrow();
        asking.moved(transaction, actor, decision, now);
        return now;
    }

    private Decision told(DSLContext transaction, Decision before, Actor actor) {
        var now = store.find(transaction, before.id()).orElseThrow();
        var outcome = new Outcome(now, before.state(), actor, journal.now());
        var kind = now.object().subject().kind();
        kinds.get().stream()
                .filter(decidable -> decidable.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an area must decide on the kind " + kind))
                .decided(transaction, outcome);
        asking.moved(transaction, actor, before, now);
        return now;
    }

    /// Whoever made a service account or a token of it stands behind what it did.
    private NewDecision withMakers(DSLContext transaction, NewDecision decision) {
        var parties = new ArrayList<>(decision.parties());
        for (var party : decision.parties()) {
            if (party.actorId().startsWith(SERVICE_ACCOUNT)) {
                long number = Long.parseLong(party.actorId().substring(SERVICE_ACCOUNT.length()));
                tokens.makers(transaction, number).forEach(maker -> parties.add(Party.of(party.role(), maker)));
            }
        }
        return new NewDecision(
                decision.object(),
                decision.presentation(),
                parties.stream().distinct().toList(),
                decision.steps(),
                decision.lasting(),
                decision.expiresAt());
    }

    static Subject subject(Decision decision) {
        return new Subject(
                "decision",
                decision.id().toString(),
                decision.object().subject().serviceId());
    }

    static JsonObject.Builder about(Decision decision) {
        return JsonObject.builder().put("object", VoteRecord.object(decision));
    }
}
