package plumbline.server.home;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.server.home.SearchView.Section;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;

/// Asks every source that the reader may ask: in each kind over all matches, the best of them first.
final class Search {
    private static final int MOST_WORDS = 200;

    private final List<SearchSource> sources;

    Search(List<SearchSource> sources) {
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(SearchSource::order))
                .toList();
    }

    /// @param limit how many of each kind
    SearchView of(Principal reader, String typed, int limit) {
        var words = typed.strip();
        var asked = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        if (asked.codePoints().noneMatch(Character::isLetterOrDigit) || asked.indexOf('\0') >= 0) {
            return new SearchView(asked, List.of());
        }
        var sections = sources.stream()
                .filter(source -> source.isFor(reader))
                .map(source -> new Section(source.kind(), source.name(), source.find(reader, asked, limit)))
                .filter(section -> !section.hits().best().isEmpty())
                // What bears the very name comes first; the rest stays in the order from control to journal.
                .sorted(Comparator.comparing(section -> section.named(asked).isEmpty()))
                .toList();
        return new SearchView(asked, sections);
    }

    /// The record that was meant, where an id was typed and nothing else bears it. A key such as `shop` is a word as
    /// well.
    static Optional<Hit> meant(SearchView view) {
        if (view.words().chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        var named = view.sections().stream()
                .flatMap(section -> section.named(view.words()).stream())
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }
}
