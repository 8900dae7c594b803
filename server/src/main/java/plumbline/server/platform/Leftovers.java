package plumbline.server.platform;

import java.time.Instant;
import org.jooq.DSLContext;

/// Rows that are of no use after some time, and how to delete them. A bean of whoever owns them.
///
/// @param what they are, for the log
public record Leftovers(String what, Deletion deletion) {

    /// Deletes what is of no use at this time and says how many rows that were.
    @FunctionalInterface
    public interface Deletion {
        int delete(DSLContext transaction, Instant now);
    }
}
