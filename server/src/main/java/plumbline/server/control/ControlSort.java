package plumbline.server.control;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The orders of the list of controls other than the standard's own. Pure: the list is short enough for memory.
final class ControlSort {
    private ControlSort() {}

    /// The rows in the order of a column, with `-` before it the other way round; empty for the standard's order.
    static Optional<List<ControlRow>> by(String sort, List<ControlRow> rows) {
        boolean down = sort.startsWith("-");
        return column(down ? sort.substring(1) : sort)
                .map(order ->
                        rows.stream().sorted(down ? order.reversed() : order).toList());
    }

    private static Optional<Comparator<ControlRow>> column(String name) {
        return switch (name) {
            case "title" ->
                Optional.of(Comparator.comparing(row -> row.control().title()));
            case "state" -> Optional.of(Comparator.comparing(ControlRow::state));
            case "fail" -> Optional.of(Comparator.comparingLong(ControlSort::failing));
            case "unknown" -> Optional.of(Comparator.comparingLong(ControlSort::unknown));
            case "newest" -> Optional.of(Comparator.comparing(ControlSort::newest));
            default -> Optional.empty();
        };
    }

    private static long failing(ControlRow row) {
        var tally = row.tally();
        return tally == null ? -1 : tally.fail();
    }

    private static long unknown(ControlRow row) {
        var tally = row.tally();
        return tally == null ? -1 : tally.unknown() + tally.stale();
    }

    /// What has no evidence comes before the oldest.
    private static Instant newest(ControlRow row) {
        var coverage = row.coverage();
        return coverage == null ? Instant.MIN : coverage.newest();
    }
}
