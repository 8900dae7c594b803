package plumbline.server.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.estate.Services;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.identity.RightsChange;
import plumbline.server.identity.Role;
import plumbline.server.identity.reviewable.Access;
import plumbline.server.identity.reviewable.Reviewable;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.review.Decided.Stale;
import plumbline.server.review.Item.Decision;
import plumbline.server.web.Event.Difference;
import plumbline.server.web.Format;

/// What a decision does to the access itself.
final class Effects {
    private final Kinds kinds;
    private final Services services;
    private final Accounts accounts;
    private final Journal journal;

    Effects(Kinds kinds, Services services, Accounts accounts, Journal journal) {
        this.kinds = kinds;
        this.services = services;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// A decision under way.
    ///
    /// @param change what the reviewer may give by themselves
    record Session(Principal principal, Review review, Ballot ballot, RightsChange change) {
        /// Reviewers need no right to manage people: the review lets them take access away, so the journal names it as
        /// what acts, and the person who decided.
        Actor actor() {
            return new Actor(
                    Actor.Kind.SYSTEM,
                    "access-review:" + review.id(),
                    "Access review " + review.id() + ", decided by " + principal.name());
        }
    }

    /// Whether an item is no longer as it was seen, and what came in between.
    Optional<Stale> stale(Item item, @Nullable Access present, Ballot ballot) {
        var seen = ballot.seen().getOrDefault(item.id(), "");
        var decision = item.decision();
        if (!item.decidable() || !seen.startsWith(item.version() + ".")) {
            var who = decision == null
                    ? "It was touched meanwhile."
                    : decision.by() + " decided already: " + decision.verdict().participle() + ".";
            var again = item.decidable() ? seenNow(item, present) : "";
            return Optional.of(new Stale(item, who, again, List.of()));
        }
        return seen.equals(seenNow(item, present)) ? Optional.empty() : Optional.of(stale(item, present));
    }

    /// What there is to say about an item whose access is no longer as it was at the start; empty when it is.
    Optional<Stale> since(Item item, @Nullable Access present) {
        return present != null && present.fingerprint().equals(item.fingerprint())
                ? Optional.empty()
                : Optional.of(stale(item, present));
    }

    private Stale stale(Item item, @Nullable Access present) {
        return present == null
                ? new Stale(item, "It has ended since.", seenNow(item, null), List.of())
                : new Stale(item, "It is different now.", seenNow(item, present), differences(item, present));
    }

    private static String seenNow(Item item, @Nullable Access present) {
        return item.seen(present == null ? Item.GONE : present.fingerprint());
    }

    private List<Difference> differences(Item item, Access present) {
        var places = Places.of(services);
        var found = new ArrayList<Difference>();
        add(found, "access", item.right().words(), present.right());
        add(found, "where", item.right().places(), places.words(present.scope().services()));
        add(found, "until", end(item.times().until()), end(present.until()));
        add(found, "allows", String.join(", ", item.right().permissions()), String.join(", ", present.words()));
        return found.isEmpty()
                ? List.of(new Difference("source", item.right().source(), present.source() + ", given anew"))
                : found;
    }

    private static void add(List<Difference> found, String field, String before, String after) {
        if (!before.equals(after)) {
            found.add(new Difference(field, before, after));
        }
    }

    private static String end(@Nullable Instant until) {
        return until == null ? "no end" : Format.exact(until);
    }

    /// Does what was decided to the access, and says what is to be kept about it.
    Decision take(DSLContext tx, Session session, Item item, @Nullable Access present) {
        var ballot = session.ballot();
        if (present == null) {
            return new Decision(
                    Verdict.ENDED, ballot.reason(), "", "", session.principal().name(), journal.now());
        }
        var result = switch (ballot.verdict()) {
            case REVOKE -> revoke(tx, session, item, present);
            case CHANGE -> change(tx, session, item, present);
            case KEEP, ENDED -> "";
        };
        var altered = since(item, present)
                .map(stale -> stale.changes().stream()
                        .map(change -> change.field() + ": " + change.before() + " → " + change.after())
                        .collect(Collectors.joining("; ")))
                .orElse("");
        return new Decision(
                ballot.verdict(),
                ballot.reason(),
                result,
                altered,
                session.principal().name(),
                journal.now());
    }

    private String revoke(DSLContext tx, Session session, Item item, Access present) {
        if (!present.fixed().isEmpty()) {
            throw Problem.conflict(item.held().name() + ": " + present.fixed()).exception();
        }
        requireNoMore(tx, session, present);
        kinds.of(item).revoke(tx, session.actor(), present);
        return "";
    }

    private String change(DSLContext tx, Session session, Item item, Access present) {
        var asked = session.ballot().change();
        if (asked == null) {
            throw new IllegalStateException("change must be there once it was checked");
        }
        if (!present.fixed().isEmpty()) {
            throw Problem.conflict(item.held().name() + ": " + present.fixed()).exception();
        }
        var places = Places.of(services);
        var named = asked.services();
        var source = kinds.of(item);
        var terms = new Reviewable.Terms(
                asked.role(), named == null ? null : places.ids(named, "/change/services"), asked.end());
        var until = terms.until();
        if (until != null && !until.isAfter(journal.now())) {
            throw Problem.invalid("/change/until", "must lie in the future").exception();
        }
        var wanted = source.changed(tx, present, terms);
        if (wanted.fingerprint().equals(present.fingerprint())) {
            throw Problem.invalid("/change", "must make something different").exception();
        }
        if (!isLess(present, wanted) && !mayGive(session.change(), wanted)) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            "A review makes access smaller. More than there was is given by whoever manages people.")
                    .exception();
        }
        requireNoMore(tx, session, present);
        source.change(tx, session.actor(), present, wanted);
        return wanted.right() + ", " + places.words(wanted.scope().services())
                + (wanted.until() == null ? "" : ", until " + Format.exact(wanted.until()));
    }

    /// An auditor only reads, whatever else they hold: once they are none, or sooner, all the rest is theirs again.
    /// Whoever decides that must be one who could give them the rest.
    private void requireNoMore(DSLContext tx, Session session, Access present) {
        if (!List.of(present.right().split(", ", -1)).contains(Role.AUDITOR.word())) {
            return;
        }
        var change = session.change();
        for (var holder : accounts.these(tx, present.owners())) {
            var rest = holder.grants().stream()
                    .filter(grant -> grant.role() != Role.AUDITOR && !grant.ended(journal.now()))
                    .toList();
            if (!holder.rights(journal.now()).covers(Rights.sum(rest))
                    && !(change.isStillAllowed() && rest.stream().allMatch(change::mayGive))) {
                throw Problem.of(
                                ProblemType.FORBIDDEN,
                                holder.name() + " could do more again without being an auditor, who only reads. Whoever"
                                        + " manages people and may do as much decides about it.")
                        .exception();
            }
        }
    }

    private static boolean isLess(Access present, Access wanted) {
        return present.rights().covers(wanted.rights()) && wanted.endsBy(present.until());
    }

    private static boolean mayGive(RightsChange change, Access wanted) {
        return change.isStillAllowed() && change.mayGive(wanted.rights(), wanted.until());
    }
}
