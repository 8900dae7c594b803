package plumbline.server.identity.held;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Rights.Grant;

/// What somebody holds, read by whichever store has joined `held_grant`.
public final class HeldGrants {
    private HeldGrants() {}

    /// The grant in a row, or null where the join found none.
    public static @Nullable Grant read(Record row) {
        return HeldGrantStore.read(row);
    }
}
