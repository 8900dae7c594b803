package plumbline.server.identity.oidc;

import java.time.Instant;

/// An account that a person of the identity provider signs in to.
public record Connection(long accountId, String name, String email, Instant since) {}
