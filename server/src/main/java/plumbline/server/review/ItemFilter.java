package plumbline.server.review;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which access of a review a list shows; privileged access always comes first.
///
/// @param state a verdict's word, `undecided`, or empty for any
/// @param mine the account that could decide, or null for any
/// @param kind of access, or empty
/// @param holder whose, as the journal names them, or empty
/// @param words part of name, access or place, or empty
record ItemFilter(String state, @Nullable Long mine, boolean privileged, String kind, String holder, String words) {
    static final String UNDECIDED = "undecided";
    static final ItemFilter ALL = new ItemFilter("", null, false, "", "", "");

    /// Where a page begins: after this item.
    record Place(boolean privileged, String name, long id) {}

    Optional<Verdict> verdict() {
        return Verdict.find(state);
    }
}
