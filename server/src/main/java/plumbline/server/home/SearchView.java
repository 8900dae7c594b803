package plumbline.server.home;

import java.util.List;
import java.util.Optional;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;

/// What was found for some words, kind by kind, the kind of the best hit first.
public record SearchView(String words, List<Section> sections) {
    public SearchView {
        sections = List.copyOf(sections);
    }

    /// The hits of one kind.
    public record Section(String kind, String name, Hits hits) {

        /// The hit whose id is just what was typed.
        Optional<Hit> named(String words) {
            return hits.best().stream()
                    .filter(hit -> hit.id().equalsIgnoreCase(words))
                    .findFirst();
        }
    }

    /// How many match in all.
    public long total() {
        return sections.stream().mapToLong(section -> section.hits().total()).sum();
    }

    /// Whether some kind was counted only up to a limit, so that there are more.
    public boolean more() {
        return sections.stream().anyMatch(section -> section.hits().more());
    }
}
