package plumbline.server.control.statement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import plumbline.catalog.ControlKind;
import plumbline.catalog.Edition;
import plumbline.server.control.StatementRow;
import plumbline.server.web.Address;
import plumbline.server.web.Filter;
import plumbline.server.web.Option;

/// Which controls the draft shows, from its address. Pure: a statement is short enough to be filtered in memory.
record DraftFilter(String applies, String domain, String kind, String words) {

    static DraftFilter of(Address address) {
        return new DraftFilter(
                address.first("applies"),
                address.first("domain"),
                address.first("kind"),
                address.first("q").strip().toLowerCase(Locale.ROOT));
    }

    static Filter form(Address address, Edition edition, List<StatementRow> all) {
        var domains = Stream.concat(
                        Stream.of(new Option("", "Any domain")),
                        edition.domains().stream().map(domain -> new Option(domain.id(), domain.name())))
                .toList();
        return Filter.of(address)
                .select("domain", "Domain", domains)
                .select(
                        "kind",
                        "Kind",
                        List.of(
                                new Option("", "Any kind"),
                                new Option("cloud", "Cloud only"),
                                new Option("guided", "With cloud guidance"),
                                new Option("base", "Without cloud guidance")))
                .select(
                        "applies",
                        "Applies",
                        Stream.concat(
                                        Stream.of(new Option("", "Decided or not")),
                                        Stream.of("undecided", "applicable", "not applicable")
                                                .map(word -> option(word, all)))
                                .toList());
    }

    private static Option option(String word, List<StatementRow> all) {
        long count = all.stream().filter(row -> row.applies().equals(word)).count();
        return new Option(word, Character.toUpperCase(word.charAt(0)) + word.substring(1) + " (" + count + ")");
    }

    List<StatementRow> among(List<StatementRow> rows) {
        return rows.stream().filter(this::shows).toList();
    }

    private boolean shows(StatementRow row) {
        var control = row.control();
        return (applies.isEmpty() || applies.equals(row.applies()))
                && (domain.isEmpty() || domain.equals(control.domain().id()))
                && (kind.isEmpty() || kind.equals(word(control.kind())))
                && (words.isEmpty() || text(row).contains(words));
    }

    private static String word(ControlKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String text(StatementRow row) {
        var decision = row.decision();
        return (row.control().id() + " " + row.control().title() + " "
                        + (decision == null ? "" : decision.reason() + " " + decision.decidedBy()))
                .toLowerCase(Locale.ROOT);
    }
}
