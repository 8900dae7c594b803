package plumbline.server.identity.held;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people held when it was last read, good for as long as no right of anybody has changed: the database counts the
/// changes in `rights_version`, each in the transaction of the change, whichever process makes it.
public final class KeptHoldings {
    private static final int MOST = 10_000;

    private final Map<Long, Holdings> holdings = new HashMap<>();
    private long version;

    /// What the person holds at this version, or null when that is not known.
    public synchronized @Nullable Holdings of(long accountId, long at) {
        return at == version ? holdings.get(accountId) : null;
    }

    /// Keeps what was read together with the version. What an older statement read is not kept.
    public synchronized void keep(long accountId, long at, Holdings read) {
        if (at < version) {
            return;
        }
        if (at > version || holdings.size() == MOST) {
            holdings.clear();
            version = at;
        }
        holdings.put(accountId, read);
    }
}
