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

    /// Whether there is anywhere to go from here.
    public boolean leads() {
        return nextHref() != null || firstHref() != null;
    }

    /// `19 findings`, `50 of 1 204 findings`, `50 entries, more follow`.
    public String summary(String one, String many) {
        var matches = total;
        if (matches != null && matches != shown) {
            return Format.number(shown) + " of " + Format.count(matches, one, many);
        }
        var here = Format.count(shown, one, many);
        return matches == null && nextCursor != null ? here + ", more follow" : here;
    }
}
