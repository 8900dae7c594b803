package plumbline.server.identity;

import java.time.Instant;

/// A session as its owner sees it.
///
/// @param reference names the session without being its secret id
/// @param browser as the browser called itself
/// @param way how it was begun, for example `passkey`
public record OpenSession(
        String reference,
        Instant since,
        Instant lastSeen,
        String address,
        String browser,
        String way,
        boolean current) {}
