package plumbline.server.home;

import java.util.List;

/// What was found for some words, kind by kind, the kind of the best hit first.
///
/// @param total how many match in all
/// @param more whether some kind was counted only up to a limit, so that there are more
public record SearchView(String words, List<Section> sections, long total, boolean more) {

    /// The hits of one kind: the best of them, how many there are, and where all of them stand.
    ///
    /// @param allHref the list that shows all, or empty where the hits are all
    public record Section(String name, List<Hit> hits, long total, String allHref) {}

    /// One thing found.
    public record Hit(String id, String title, String note, String href) {}
}
