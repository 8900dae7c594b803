package plumbline.server.web;

import org.jspecify.annotations.Nullable;

/// Where a reader is in a list read by cursor: how many rows are shown, how many match if known, what comes next.
public record Pager(
        Address address,
        int shown,
        @Nullable Long total,
        @Nullable String nextCursor) {

    public @Nullable String nextHref() {
        return nextCursor == null
                ? null
                : address.with(Address.CURSOR, nextCursor).href();
    }

    /// Back to the beginning; null if this is the beginning.
    public @Nullable String firstHref() {
        return address.first(Address.CURSOR).isEmpty()
                ? null
                : address.without(Address.CURSOR).href();
    }

    public String summary() {
        var matches = total;
        if (matches == null) {
            return Format.number(shown) + " shown";
        }
        return matches == shown ? Format.number(matches) : Format.number(shown) + " of " + Format.number(matches);
    }
}
