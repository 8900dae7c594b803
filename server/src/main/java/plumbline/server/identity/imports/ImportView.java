package plumbline.server.identity.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.server.api.Slice;
import plumbline.server.identity.imports.PlannedRow.Outcome;
import plumbline.server.web.Address;
import plumbline.server.web.Event;
import plumbline.server.web.Filter;
import plumbline.server.web.Format;
import plumbline.server.web.Pager;
import plumbline.server.web.State;

/// What a file would do, as its page shows it.
///
/// @param message why this is shown once more, or empty
public record ImportView(ImportTarget.Names names, long id, ImportPlan plan, String message) {
    private static final int ROWS = 100;
    private static final int OPEN = 4;

    /// The rows of one page, with what leads to the others.
    public record Shown(Filter filter, Pager pager, List<PlannedRow> rows) {
        public Shown {
            rows = List.copyOf(rows);
        }
    }

    /// A row that made something with a one-time link.
    public record Linked(String label, String link) {}

    static List<Linked> linked(ImportPlan plan, Map<Integer, String> links) {
        return plan.rows().stream()
                .filter(row -> links.containsKey(row.line()))
                .map(row -> new Linked(row.label(), links.getOrDefault(row.line(), "")))
                .toList();
    }

    Shown page(Address asked) {
        // Posting shows the same page at its own address.
        var address = new Address(href(), asked.parameters());
        var filter = Filter.of(address);
        for (var outcome : Outcome.values()) {
            filter = filter.chip(word(outcome), "show", outcome.word(), plan.count(outcome));
        }
        var outcomes = address.parameters().getOrDefault("show", List.of());
        var words = address.first("q").strip().toLowerCase(Locale.ROOT);
        int after = after(address.first("after"));
        var matching = plan.rows().stream()
                .filter(row ->
                        outcomes.isEmpty() || outcomes.contains(row.outcome().word()))
                .filter(row ->
                        words.isEmpty() || row.label().toLowerCase(Locale.ROOT).contains(words))
                .toList();
        var rows = matching.stream()
                .filter(row -> row.line() > after)
                .limit(ROWS + 1L)
                .toList();
        var shown = Slice.of(rows, ROWS, row -> Integer.toString(row.line()));
        var pager = new Pager(address, shown.rows().size(), (long) matching.size(), shown.next());
        return new Shown(filter, pager, shown.rows());
    }

    private static int after(String cursor) {
        return cursor.matches("[0-9]{1,9}") ? Integer.parseInt(cursor) : 0;
    }

    /// Where this is shown.
    public String href() {
        return "/imports/" + names.word() + "/" + id;
    }

    /// Where another file is sent.
    public String formHref() {
        return "/imports/" + names.word();
    }

    public State state() {
        return plan.hasErrors()
                ? State.fail(Format.count(plan.count(Outcome.ERROR), "error", "errors"))
                : plan.doesSomething() ? State.waits("waits for your yes") : State.unknown("nothing to do");
    }

    /// What the button does: `Import 3 new and 2 changed`.
    public String button() {
        long created = plan.count(Outcome.CREATE);
        long changed = plan.count(Outcome.CHANGE);
        var both = created > 0 && changed > 0 ? " and " : "";
        return "Import "
                + (created > 0 ? Format.number(created) + " new" : "")
                + both
                + (changed > 0 ? Format.number(changed) + " changed" : "");
    }

    public static State state(PlannedRow row) {
        return switch (row.outcome()) {
            case CREATE -> State.pass(word(Outcome.CREATE));
            case CHANGE -> State.waits(word(Outcome.CHANGE));
            case UNCHANGED -> State.unknown(word(Outcome.UNCHANGED));
            case ERROR -> State.fail(word(Outcome.ERROR));
        };
    }

    /// Whether so many fields are told of that they are folded away.
    public static boolean isFolded(PlannedRow row) {
        return row.changes().size() > OPEN;
    }

    public static List<Event.Difference> differences(PlannedRow row) {
        return Event.differences(row.changes());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case CREATE -> "new";
            case CHANGE -> "changes";
            case UNCHANGED -> "unchanged";
            case ERROR -> "error";
        };
    }
}
