/// What a person proves besides the password: codes of an authenticator app (RFC 6238), recovery codes, passkeys.
///
/// Somebody who gave the password and has an app is signed in halfway: the session opens nothing but the page that asks
/// for the code. A code works once; secrets are encrypted by a key in the data folder, recovery codes hashed. People
/// turn their factors on and off themselves shortly after signing in; administrators can only take all of somebody's
/// away. May use `platform`, `web`, `api`, the `identity` package above it and `passkey` beside it.
@NullMarked
package plumbline.server.identity.factor;

import org.jspecify.annotations.NullMarked;
