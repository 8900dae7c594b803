/// Passkeys (WebAuthn): somebody signs in with a key that their device holds and unlocks by finger, face or PIN.
///
/// A device signs a challenge of ours that works once and names the site, so nothing can be
/// replayed or asked for by another site. The device must verify its user, so that a passkey counts
/// as two factors; it knows whose it is, so that nobody types an address. What a device signed is
/// checked by webauthn4j; keys are kept in a table of our own. May use `platform`, `api`, `web` and
/// the `identity` package above it.
@NullMarked
package plumbline.server.identity.passkey;

import org.jspecify.annotations.NullMarked;
