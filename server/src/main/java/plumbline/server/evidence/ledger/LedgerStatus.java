package plumbline.server.evidence.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the ledger is.
///
/// @param size leaves that the published checkpoint covers
/// @param pending what waits for a place or for publication
/// @param publishedAt when a checkpoint was last published, or null if never
/// @param message what is wrong and what to do, empty if nothing is
public record LedgerStatus(
        State state,
        String origin,
        long size,
        long pending,
        @Nullable Instant publishedAt,
        String message) {

    /// What this process does about the ledger.
    public enum State {
        /// It publishes.
        PUBLISHING("publishing"),
        /// Another process publishes, or this one has just started.
        STANDING_BY("standing by"),
        /// Something failed; it tries again.
        TROUBLED("troubled"),
        /// Database and log contradict each other; nothing is published until somebody has looked.
        REFUSING("refusing to publish");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
