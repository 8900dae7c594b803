package plumbline.server.identity;

import org.jooq.DSLContext;

/// What has a say when somebody signs in. A bean.
public interface SignInRule {

    /// Whether a password or a link is not enough for this account.
    default boolean asksForMore(long accountId) {
        return false;
    }

    /// Somebody has just signed in; inside the transaction that notes it.
    ///
    /// @param address where the request came from
    default void signedIn(DSLContext transaction, Account account, String address) {}
}
