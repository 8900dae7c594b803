package plumbline.ledger;

import java.time.Instant;
import java.util.Optional;

/// A signature that verified.
///
/// @param time when the signer says it signed; empty for signature types without a time
public record VerifiedSignature(VerifierKey key, Optional<Instant> time) {}
