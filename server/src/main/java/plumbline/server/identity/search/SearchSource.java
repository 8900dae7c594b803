package plumbline.server.identity.search;

import plumbline.server.identity.Principal;

/// Finds records of one kind. An area registers one for each kind that it keeps.
public interface SearchSource {
    /// Counting stops here: more says nothing to a reader.
    int MOST_COUNTED = 1_000;

    /// The kind as a program knows it: `finding`.
    String kind();

    /// The kind as people see it: `Findings`.
    String name();

    /// Where it stands among the others, as in the rail.
    int order();

    /// Whether this reader may look for records of the kind at all. Which of them is up to [#find].
    boolean isFor(Principal reader);

    /// The best of the records that the reader may see in which all words occur, or the one whose id it is.
    Hits find(Principal reader, String words, int limit);
}
