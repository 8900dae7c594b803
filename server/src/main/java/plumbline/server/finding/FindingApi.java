package plumbline.server.finding;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.finding.Finding.Change;
import plumbline.server.finding.FindingFilter.After;
import plumbline.server.finding.FindingFilter.Order;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Findings as JSON.
@RestController
@RequestMapping("/api/v1/findings")
final class FindingApi {
    private final FindingQueries queries;

    FindingApi(FindingQueries queries) {
        this.queries = queries;
    }

    /// A finding as programs see it.
    record FindingBody(
            String id,
            String state,
            String check,
            String title,
            String severity,
            String result,
            String reason,
            String resource,
            String service,
            String file,
            int line,
            int column,
            String message,
            String fix,
            List<String> controls,
            Instant openedAt,
            @Nullable Instant fixedAt,
            @Nullable String fixedBy,
            Instant seenAt) {}

    /// A page of findings; `total` is how many match, at most 1,000 when `q` is given.
    record FindingList(
            List<FindingBody> items, long total, @Nullable String nextCursor) {}

    /// A finding with what its check said over time.
    record FindingWithHistory(FindingBody finding, List<Change> history) {}

    /// What may be asked for; words as in the pages' filters.
    record Query(
            @Nullable String service,
            @Nullable String state,
            @Nullable String severity,
            @Nullable String check,
            @Nullable String control,
            @Nullable String q) {}

    /// Findings, the worst first.
    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping
    FindingList list(
            Principal principal,
            Query query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = queries.page(filter(principal, query, cursor), Page.limit(limit));
        return new FindingList(page.findings().stream().map(FindingApi::body).toList(), page.total(), page.next());
    }

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping("/{id}")
    @OpensRecord("finding")
    FindingWithHistory get(Principal principal, @PathVariable String id) {
        if (!id.matches("FND-[0-9]{4,18}")) {
            throw Problem.notFound("There is no finding " + id + ".").exception();
        }
        var finding = queries.find(principal, Long.parseLong(id.substring(4)))
                .orElseThrow(() ->
                        Problem.notFound("There is no finding " + id + ".").exception());
        return new FindingWithHistory(body(finding), queries.history(finding));
    }

    private static FindingFilter filter(Principal principal, Query query, @Nullable String cursor) {
        return new FindingFilter(
                principal.scope(Permission.FINDING_READ),
                text(query.service()),
                state(text(query.state())),
                severity(text(query.severity())),
                text(query.check()),
                text(query.control()),
                text(query.q()),
                null,
                Order.WORST_FIRST,
                After.read(cursor));
    }

    private static Optional<Finding.State> state(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (var state : Finding.State.values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        throw Problem.invalid("?state", "must be open, excepted or fixed").exception();
    }

    /// The severity of that name, or of any; another word is refused, as all findings would look like an answer.
    static Optional<Severity> severity(String word) {
        var severity = Severity.ofWord(word.toLowerCase(Locale.ROOT));
        if (severity.isEmpty() && !word.isEmpty()) {
            throw Problem.invalid("?severity", "must be low, medium, high or critical")
                    .exception();
        }
        return severity;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static FindingBody body(Finding finding) {
        var result = finding.result();
        return new FindingBody(
                finding.id(),
                finding.state().word(),
                result.check(),
                result.words().title(),
                result.severity().word(),
                result.result(),
                result.words().reason(),
                result.resource(),
                result.serviceKey(),
                result.place().file(),
                result.place().line(),
                result.place().column(),
                result.words().message(),
                result.words().fix(),
                result.controls(),
                finding.openedAt(),
                finding.fixedAt(),
                finding.fixedBy(),
                result.seenAt());
    }
}
