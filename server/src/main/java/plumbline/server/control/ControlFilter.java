package plumbline.server.control;

import java.util.List;
import java.util.Locale;
import plumbline.catalog.ControlKind;
import plumbline.server.web.Address;

/// Which controls a list shows, from its address. Pure: the list is short enough to be filtered in memory.
record ControlFilter(String state, String kind, String applicability, String evidence, String domain, String words) {

    static ControlFilter of(Address address) {
        return new ControlFilter(
                address.first("state"),
                address.first("kind"),
                address.first("applicability"),
                address.first("evidence"),
                address.first("domain"),
                address.first("q").strip().toLowerCase(Locale.ROOT));
    }

    List<ControlRow> among(List<ControlRow> rows) {
        return rows.stream().filter(this::shows).toList();
    }

    private boolean shows(ControlRow row) {
        return (state.isEmpty() || row.state().word().equals(state))
                && (kind.isEmpty() || row.control().kind() == kindNamed())
                && (applicability.isEmpty() || applicability.equals(decision(row)))
                && (evidence.isEmpty() || evidence.equals(evidence(row)))
                && (domain.isEmpty() || row.control().domain().id().equals(domain))
                && (words.isEmpty() || text(row).contains(words));
    }

    private ControlKind kindNamed() {
        return switch (kind) {
            case "cloud" -> ControlKind.CLOUD;
            case "guided" -> ControlKind.GUIDED;
            default -> ControlKind.BASE;
        };
    }

    private static String evidence(ControlRow row) {
        return row.lacksEvidence() ? "none" : row.coverage() == null ? "" : row.stale() ? "stale" : "fresh";
    }

    private static String decision(ControlRow row) {
        var decision = row.decision();
        return decision == null ? "undecided" : decision.applicable() ? "applicable" : "not applicable";
    }

    private static String text(ControlRow row) {
        return (row.control().id() + " " + row.control().title()).toLowerCase(Locale.ROOT);
    }
}
