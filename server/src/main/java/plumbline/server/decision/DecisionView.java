package plumbline.server.decision;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.asking.Approvers;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.decision.stamp.Stamp;
import plumbline.server.identity.Account;
import plumbline.server.web.Field;
import plumbline.server.web.Option;
import plumbline.server.web.State;

/// A decision as its page shows it.
///
/// @param capacities in which the reader may vote, the first being the one that is offered; empty when they may not
/// @param refusal why the reader may not vote while others may, or empty
/// @param mayWithdraw whether the reader asked for it and may take it back
/// @param reason what was typed as the reason
/// @param trouble why the vote that was just tried did not count, or empty
/// @param changed what changed meanwhile
/// @param stamps the time stamps of the votes, had or wanted
/// @param approvers who could vote at each step, by name; nobody at those that are over
public record DecisionView(
        Decision decision,
        List<Option> capacities,
        String refusal,
        boolean mayWithdraw,
        Field reason,
        String trouble,
        List<VersionChange> changed,
        Map<Long, Stamp> stamps,
        List<List<Account>> approvers) {

    static DecisionView of(Decision decision, DecisionQueries.Ways ways, boolean mayWithdraw, DecisionQueries queries) {
        var refusal = ways.refusal();
        return new DecisionView(
                decision,
                ways.capacities().stream().map(DecisionView::option).toList(),
                refusal == null ? "" : refusal.why(),
                mayWithdraw,
                reason(""),
                "",
                List.of(),
                queries.stamps(decision),
                queries.approvers(decision));
    }

    static Field reason(String typed) {
        return Field.of("reason", "Reason", typed).hinted("Needed to reject. It is signed and kept with your answer.");
    }

    DecisionView refused(String typed, String why) {
        return new DecisionView(
                decision,
                capacities,
                refusal,
                mayWithdraw,
                reason(typed).refused(why),
                trouble,
                changed,
                stamps,
                approvers);
    }

    DecisionView troubled(String typed, String why, List<VersionChange> meanwhile) {
        return new DecisionView(
                decision, capacities, refusal, mayWithdraw, reason(typed), why, meanwhile, stamps, approvers);
    }

    private static Option option(Capacity capacity) {
        var other = capacity.onBehalfOf();
        return other == null
                ? new Option("", "Myself")
                : new Option(other.toString(), capacity.holder().name() + ", who delegated to me");
    }

    /// How a step stands.
    public State stateOf(int position) {
        var votes = decision.votesAt(position);
        if (votes.stream().anyMatch(vote -> !vote.approves())) {
            return State.fail("rejected");
        }
        if (votes.size() >= decision.steps().get(position - 1).quorum()) {
            return State.pass("approved");
        }
        if (position == decision.step() && decision.state().waits()) {
            return State.waits("waits");
        }
        return State.draft(decision.state().waits() ? "later" : "not reached");
    }

    /// Some of those who could vote at a step, by name; empty when nobody could or it is over.
    public String who(int position) {
        return Approvers.words(approvers.get(position - 1));
    }

    /// Whether it waits, and there is nobody for whom.
    public boolean nobody(Instant now) {
        return decision.state().waits()
                && !decision.isPast(now)
                && approvers.get(decision.step() - 1).isEmpty();
    }

    /// Who may not vote at a step, in words.
    public String apart(int position) {
        var roles = decision.steps().get(position - 1).apart();
        return roles.isEmpty()
                ? "nobody is kept out"
                : "not "
                        + roles.stream()
                                .sorted(Comparator.naturalOrder())
                                .map(PartyRole::word)
                                .collect(Collectors.joining(", "));
    }

    /// The people in a role, in words.
    public String people(PartyRole role) {
        return decision.parties().stream()
                .filter(party -> party.role() == role)
                .map(Party::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Who acts next, in words; null when nobody has to.
    public @Nullable String next(Instant now) {
        if (decision.isPast(now)) {
            return "Its time is over";
        }
        return decision.state().waits() ? "Waits for " + decision.waitsFor() : null;
    }

    public State state(Instant now) {
        return decision.isOverdue(now)
                ? State.fail("approved, review overdue")
                : decision.state().shown();
    }
}
