package plumbline.server.identity.search;

import java.util.List;

/// What was found of one kind.
///
/// @param best the best of what matches, the very best first
/// @param total how many match, counted up to [SearchSource#MOST_COUNTED]
/// @param allHref the list that shows all of them
public record Hits(List<Hit> best, long total, String allHref) {
    public static final Hits NONE = new Hits(List.of(), 0, "");

    public Hits {
        best = List.copyOf(best);
    }

    /// One record.
    ///
    /// @param note what tells it from others of the same title
    public record Hit(String id, String title, String note, String href) {}

    /// Whether there may be more than were counted.
    public boolean more() {
        return total >= SearchSource.MOST_COUNTED;
    }
}
