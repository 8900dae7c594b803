package plumbline.server.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.api.Problem;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.server.identity.reviewable.Access;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.review.Item.Decision;

/// Takes decisions. Under one lock with all changes of rights: the access is as the reviewer saw it, or nothing is
/// decided; what is decided takes effect, with its journal entries, in the same transaction.
final class Deciding {
    private static final int MOST_TOLD = 5;

    private final ReviewStore store;
    private final ItemStore items;
    private final Parts parts;
    private final ReviewTasks tasks;
    private final Journal journal;

    /// What a decision works with.
    record Parts(Kinds kinds, Accounts accounts, Effects effects) {}

    Deciding(ReviewStore store, ItemStore items, Parts parts, ReviewTasks tasks, Journal journal) {
        this.store = store;
        this.items = items;
        this.parts = parts;
        this.tasks = tasks;
        this.journal = journal;
    }

    /// Decides on all items of the ballot, or on none.
    ///
    /// @throws plumbline.server.api.ProblemException when it cannot be decided so
    Decided decide(DSLContext tx, Principal principal, ReviewId id, Ballot ballot) {
        ballot.check();
        var review = store.hold(tx, principal, id, false).orElseThrow(() -> Reviews.missing(id.toString()));
        var refusal = refusal(principal, review);
        if (refusal != null) {
            return new Decided.Refused(refusal);
        }
        var change = parts.accounts().changeRights(tx, principal.actor());
        var held = items.hold(tx, id, ballot.seen().keySet());
        if (held.size() != ballot.seen().size()) {
            throw Problem.invalid("/items", "must all be of this review").exception();
        }
        var present = parts.kinds().present(tx, journal.now(), held);
        var own = own(principal, held, present);
        if (own != null) {
            return new Decided.Refused(own);
        }
        var stale = held.stream()
                .flatMap(item ->
                        parts.effects().stale(item, present.get(item.held().ref()), ballot).stream())
                .toList();
        if (!stale.isEmpty()) {
            return new Decided.Late(stale);
        }
        checkReasons(held, ballot);
        apply(tx, new Effects.Session(principal, review, ballot, change), held, present);
        journal.append(tx, principal.actor(), "review.decided", id.subject(), details(held, ballot));
        var after = store.find(tx, principal, id).orElseThrow();
        tasks.settle(tx, principal.actor(), after);
        return new Decided.Done(items.hold(tx, id, ballot.seen().keySet()));
    }

    private @Nullable String refusal(Principal principal, Review review) {
        if (principal.kind() != Actor.Kind.PERSON || !review.reviewedBy(principal.id())) {
            return "Only the reviewers named in " + review.id() + " decide in it.";
        }
        if (principal.roles().contains(Role.AUDITOR.word())) {
            return "An auditor only reads.";
        }
        review.requireOpen();
        return null;
    }

    /// Nobody reviews access of their own, as it was at the start or as it is now.
    private static @Nullable String own(Principal principal, List<Item> held, Map<String, Access> present) {
        var own = held.stream()
                .filter(item -> item.isOf(principal.id())
                        || owners(present.get(item.held().ref())).contains(principal.id()))
                .map(item -> item.held().name() + ", " + item.right().words())
                .collect(Collectors.joining("; "));
        return own.isEmpty() ? null : "Nobody reviews access of their own: another reviewer decides about " + own + ".";
    }

    private static Set<Long> owners(@Nullable Access access) {
        return access == null ? Set.of() : access.owners();
    }

    private static void checkReasons(List<Item> held, Ballot ballot) {
        if (ballot.verdict() == Verdict.KEEP
                && ballot.reason().isEmpty()
                && held.stream().anyMatch(item -> item.right().privileged())) {
            throw Problem.invalid("/reason", "must say why privileged access is kept")
                    .exception();
        }
    }

    private void apply(DSLContext tx, Effects.Session session, List<Item> held, Map<String, Access> present) {
        var by = session.principal().id();
        var kept = new ArrayList<Long>();
        for (var item : held) {
            var access = present.get(item.held().ref());
            var decision = parts.effects().take(tx, session, item, access);
            if (decision.verdict() == Verdict.KEEP && decision.altered().isEmpty()) {
                kept.add(item.id());
            } else {
                items.decide(tx, item.id(), by, decision);
            }
        }
        if (!kept.isEmpty()) {
            var ballot = session.ballot();
            var decision = new Decision(
                    Verdict.KEEP, ballot.reason(), "", "", session.principal().name(), journal.now());
            items.decide(tx, kept, by, decision);
        }
    }

    /// One entry for one decision, however many it is about.
    private static JsonObject details(List<Item> held, Ballot ballot) {
        var listed = held.stream()
                .<JsonValue>map(item -> JsonObject.builder()
                        .put("access", item.held().ref())
                        .put("holder", item.held().holder())
                        .put("item", item.id())
                        .build())
                .toList();
        var more = JsonObject.builder().put("decision", ballot.verdict().word()).put("items", new JsonArray(listed));
        return Changes.begin()
                .field(ballot.verdict().participle(), List.of(), told(held))
                .because(ballot.reason())
                .details(more);
    }

    /// The first few, for whoever reads the history; all of them stand beside it.
    private static List<String> told(List<Item> held) {
        var first = held.stream()
                .limit(MOST_TOLD)
                .map(item -> item.held().name() + " (" + item.right().words() + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        if (held.size() > MOST_TOLD) {
            first.add("and " + (held.size() - MOST_TOLD) + " more");
        }
        return first;
    }
}
