package plumbline.server.web;

import org.jspecify.annotations.Nullable;

/// One tab of a record; each has an address of its own. The count is left out where nothing is counted.
public record Tab(
        String label, String href, boolean active, @Nullable Long count) {

    public Tab {
        Links.safe(href);
    }

    public static Tab of(String label, String href, boolean active) {
        return new Tab(label, href, active, null);
    }

    public Tab counting(long number) {
        return new Tab(label, href, active, number);
    }
}
