package plumbline.server.identity.factor;

import plumbline.server.identity.Account;

/// Whose sign-in an administrator looks at.
///
/// @param own whether it is the administrator's
public record PersonView(Account account, boolean own, int passkeys) {}
