package plumbline.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One tab of a record; each has an address of its own. The count is left out where nothing is counted.
///
/// @param inner the tabs of a second row, where this tab is open and has some
public record Tab(
        String label, String href, boolean active, @Nullable Long count, List<Tab> inner) {

    public Tab {
        Links.safe(href);
        inner = List.copyOf(inner);
    }

    public static Tab of(String label, String href, boolean active) {
        return new Tab(label, href, active, null, List.of());
    }

    /// A tab that opens the first of several, which stand below it while one of them is open.
    public static Tab group(String label, List<Tab> tabs) {
        boolean open = tabs.stream().anyMatch(Tab::active);
        return new Tab(label, tabs.getFirst().href(), open, null, open ? tabs : List.of());
    }

    public Tab counting(long number) {
        return new Tab(label, href, active, number, inner);
    }
}
