package plumbline.server.decision;

import gg.jte.models.runtime.JteModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Slice;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Event;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.Tab;
import plumbline.server.web.sheet.Sheet;

/// Decisions as pages: what waits for whoever looks, and one decision with its votes and the form to vote.
@Controller
final class DecisionPages {
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;
    private static final int MOST_COUNTED = 1_000;

    private final Transactions transactions;
    private final DecisionQueries queries;
    private final Decisions decisions;
    private final Voting voting;
    private final Templates templates;

    DecisionPages(
            Transactions transactions,
            DecisionQueries queries,
            Decisions decisions,
            Voting voting,
            Templates templates) {
        this.transactions = transactions;
        this.queries = queries;
        this.decisions = decisions;
        this.voting = voting;
        this.templates = templates;
    }

    /// What the form sends: what was on the page, and the answer.
    record Typed(
            @Nullable Integer version,
            @Nullable String hash,
            @Nullable String state,
            @Nullable Integer step,
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable String as) {

        boolean approves() {
            return "approved".equals(verdict);
        }

        String typedReason() {
            return Objects.requireNonNullElse(reason, "").strip();
        }

        Ballot ballot() {
            var seen = new Ballot.Seen(
                    version == null ? 0 : version,
                    Objects.requireNonNullElse(hash, ""),
                    Objects.requireNonNullElse(state, ""),
                    step == null ? 0 : step);
            return new Ballot(seen, approves(), typedReason(), onBehalfOf());
        }

        private @Nullable Long onBehalfOf() {
            return as == null || !as.matches("[0-9]{1,18}") ? null : Long.valueOf(as);
        }

        String complaint() {
            if (!approves() && typedReason().isEmpty()) {
                return "Say why you reject it.";
            }
            return typedReason().length() > Ballot.LONGEST_REASON ? "At most 2,000 characters." : "";
        }
    }

    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping("/decisions")
    JteModel list(Shell shell, Principal principal) {
        var address = shell.address();
        var filter = filter(address);
        var before = DecisionId.find(address.first("after")).orElse(null);
        var shown = Slice.of(
                queries.list(principal, filter, before, ROWS + 1),
                ROWS,
                decision -> decision.id().toString());
        return templates.decisionList(
                shell.titled("Decisions"),
                tabs(principal, filter.view()),
                form(address),
                new Pager(address, shown.rows().size(), queries.count(principal, filter, MOST_COUNTED), shown.next()),
                filter.view().word(),
                shown.rows());
    }

    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping(path = "/decisions", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "decisions", List.of("id", "title", "state", "waits for", "asked by", "asked at", "due", "closed at"));
        for (var row : queries.list(principal, filter(shell.address()), null, CSV_ROWS)) {
            sheet.row(List.of(
                    row.id(),
                    row.title(),
                    row.state().word(),
                    row.waitsFor(),
                    row.requester(),
                    row.openedAt(),
                    Objects.requireNonNullElse(row.due(), ""),
                    Objects.requireNonNullElse(row.closedAt(), "")));
        }
        return sheet;
    }

    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping("/decisions/{id}")
    @OpensRecord("decision")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        return page(shell, principal, view(principal, DecisionApi.find(queries, principal, id)));
    }

    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @PostMapping("/decisions/{id}/votes")
    Reply vote(Shell shell, Principal principal, @PathVariable String id, @ModelAttribute Typed typed) {
        var decision = DecisionApi.find(queries, principal, id);
        var view = view(principal, decision);
        if (!typed.complaint().isEmpty()) {
            return Reply.page(422, page(shell, principal, view.refused(typed.typedReason(), typed.complaint())));
        }
        var voted = transactions.get(tx -> voting.vote(tx, principal, decision.id(), typed.ballot()));
        return switch (voted) {
            case Voted.Cast cast ->
                Reply.to(
                        "/decisions",
                        Flash.done("You " + cast.vote().word() + " "
                                + decision.presentation().title() + "."));
            case Voted.Late late ->
                Reply.page(
                        409,
                        page(
                                shell,
                                principal,
                                view(principal, DecisionApi.find(queries, principal, id))
                                        .troubled(
                                                typed.typedReason(),
                                                late.why(),
                                                late.decision().state() == DecisionState.VOIDED
                                                        ? late.object().changes()
                                                        : List.of())));
            case Voted.Refused(var refusal) ->
                Reply.page(403, page(shell, principal, view.troubled(typed.typedReason(), refusal.why(), List.of())));
            case Voted.Missing() -> throw DecisionApi.missing(id);
        };
    }

    @Requires(value = Permission.DECISION_READ, scoped = true)
    @PostMapping("/decisions/{id}/withdrawal")
    Reply withdraw(
            Principal principal, @PathVariable String id, @RequestParam(required = false) @Nullable String reason) {
        var decision = DecisionApi.find(queries, principal, id);
        DecisionApi.refuseWithdrawal(principal, decision);
        var why = DecisionApi.reason(reason);
        transactions.run(tx -> decisions.withdraw(tx, principal.actor(), decision.id(), why));
        return Reply.to("/decisions/" + decision.id(), Flash.done("You took it back."));
    }

    private JteModel page(Shell shell, Principal principal, DecisionView view) {
        var id = view.decision().id().toString();
        var history = Event.History.of(queries.history(view.decision()), principal, "decision", id);
        return templates.decisionRecord(shell.titled(id), view, history);
    }

    private DecisionView view(Principal principal, Decision decision) {
        boolean asked = decision.state() == DecisionState.OPEN
                && decision.requester().actorId().equals(principal.actor().id());
        var ways = principal.may(Permission.DECISION_VOTE)
                ? queries.ways(principal, decision)
                : new DecisionQueries.Ways(List.of(), null);
        return DecisionView.of(decision, ways, asked, queries);
    }

    private List<Tab> tabs(Principal principal, DecisionFilter.View open) {
        return Arrays.stream(DecisionFilter.View.values())
                .map(view -> {
                    var tab = Tab.of(view.label(), "/decisions?view=" + view.word(), view == open);
                    return view == DecisionFilter.View.WAITING
                            ? tab.counting(queries.count(principal, DecisionFilter.of(view), MOST_COUNTED))
                            : tab;
                })
                .toList();
    }

    private static DecisionFilter filter(Address address) {
        return new DecisionFilter(
                DecisionFilter.View.of(address.first("view")),
                DecisionState.find(address.first("state")).orElse(null),
                address.first("kind"),
                address.first("q"));
    }

    private static Filter form(Address address) {
        var states = Stream.concat(
                        Stream.of(new Option("", "Any state")),
                        Arrays.stream(DecisionState.values())
                                .map(state ->
                                        new Option(state.word(), state.shown().word())))
                .toList();
        return Filter.of(address).select("state", "State", states);
    }
}
