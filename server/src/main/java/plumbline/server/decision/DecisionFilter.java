package plumbline.server.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which decisions a list shows.
///
/// @param state null for any
/// @param kind kind of object, or empty for any
/// @param words words of the title, the id of one, or empty
record DecisionFilter(View view, @Nullable DecisionState state, String kind, String words) {

    /// Whose decisions.
    enum View {
        /// What the reader may vote on now.
        WAITING("waiting", "Waits for me"),
        /// What the reader asked for.
        ASKED("asked", "Asked by me"),
        ALL("all", "All");

        private final String word;
        private final String label;

        View(String word, String label) {
            this.word = word;
            this.label = label;
        }

        String word() {
            return word;
        }

        String label() {
            return label;
        }

        /// The view of a word; the first for any other.
        static View of(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word.equals(word))
                    .findFirst()
                    .orElse(WAITING);
        }
    }

    static DecisionFilter of(View view) {
        return new DecisionFilter(view, null, "", "");
    }
}
