/// What lets the search of the frame find records of every area: an area registers a [SearchSource] for each kind of
/// record, and the search asks all of them.
///
/// A source asks the database with the reader's rights as conditions, ranks over all that match, and counts up to a
/// limit. People, teams and service accounts are found here, since identity lies below the areas. May use: identity,
/// platform.
@NullMarked
package plumbline.server.identity.search;

import org.jspecify.annotations.NullMarked;
