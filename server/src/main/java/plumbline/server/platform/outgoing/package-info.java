/// The one way in which the server makes an HTTP request to somebody else.
///
/// People type addresses into Plumbline, and whoever may do so must not reach through it what only this machine can
/// reach: itself, its network, its cloud's metadata. So a host is looked up once, every address that came of it is
/// judged, and the connection goes to exactly those addresses; no redirect is followed, and time and size are bounded.
/// The operator opens further networks and hosts by `PLUMBLINE_OUTGOING_ALLOW`. A test holds that nobody else in the
/// server opens connections.
@NullMarked
package plumbline.server.platform.outgoing;

import org.jspecify.annotations.NullMarked;
