package plumbline.server.web;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The left rail: what the areas registered, cut down to what a person may see.
public final class Navigation {

    private final List<Item> items;

    public Navigation(List<Item> items) {
        this.items = items.stream().sorted(Comparator.comparingInt(Item::order)).toList();
    }

    List<Entry> visibleTo(Visitor visitor, String path) {
        return items.stream()
                .filter(item -> item.permission() == null || visitor.may(item.permission()))
                .map(item -> new Entry(item.label(), item.href(), item.key(), item.covers(path)))
                .toList();
    }

    /// What an area registers as a bean: its place in the rail, the letter after `g`, and the permission needed, null
    /// if everyone signed in may see it.
    public record Item(
            String label,
            String href,
            String key,
            int order,
            @Nullable String permission) {

        public Item {
            Links.safe(href);
            if (!key.matches("[a-z]?")) {
                throw new IllegalArgumentException("key must be one lower-case letter or empty, but is " + key);
            }
        }

        boolean covers(String path) {
            return path.equals(href) || (!href.equals("/") && path.startsWith(href + "/"));
        }
    }

    /// One line of the rail as shown.
    public record Entry(String label, String href, String key, boolean active) {}
}
