/// Signing in with the organisation's identity provider by OpenID Connect.
///
/// The protocol is Spring Security's: its parts fetch tokens and check them, and are called by
/// hand, so that [plumbline.server.identity.Sessions] stays the only way a session begins. What is
/// ours is whom a checked token stands for: a person is known by issuer and subject, never by an
/// address; a verified address connects an account only when nobody can have used it yet and it
/// gives little, or the directory made it for them; and nobody becomes an administrator but by a
/// group that the operator named.
/// May use what `identity` may use.
@NullMarked
package plumbline.server.identity.oidc;

import org.jspecify.annotations.NullMarked;
