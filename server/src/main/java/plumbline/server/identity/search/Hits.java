package plumbline.server.identity.search;

import java.util.List;

/// What was found of one kind.
///
/// @param best the best of what matches, the very best first
/// @param total how many match, as far as they were counted
/// @param more whether there may be more than were counted
/// @param allHref the list that shows all of them
public record Hits(List<Hit> best, long total, boolean more, String allHref) {
    public static final Hits NONE = new Hits(List.of(), 0, "");

    public Hits {
        best = List.copyOf(best);
    }

    /// Of what is counted up to [SearchSource#MOST_COUNTED].
    public Hits(List<Hit> best, long total, String allHref) {
        this(best, total, total >= SearchSource.MOST_COUNTED, allHref);
    }

    /// One record.
    ///
    /// @param note what tells it from others of the same title
    public record Hit(String id, String title, String note, String href) {}
}
