/// The door: what every request passes before a handler sees it.
///
/// In order: headers that bind the browser, the token or the session that says who asks, the proof that a form is ours
/// (CSRF), and at last [Gate], which lets a request through to a handler only when the handler declared what it needs
/// and the principal has it. May use `platform`, `web`, `api` and the `identity` package above it.
@NullMarked
package plumbline.server.identity.access;

import org.jspecify.annotations.NullMarked;
