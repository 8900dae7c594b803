/// The break-glass account: one local administrator for the day on which nothing else lets anybody in.
///
/// It is made on the server's machine alone, there is never more than one, and single sign-on
/// neither knows nor ends it. Every sign-in has an entry of its own in the journal, every page says
/// that it is in use, and all administrators are told until one of them says that it was seen. May
/// use `platform`, `web`, `api` and the `identity` package above it.
@NullMarked
package plumbline.server.identity.breakglass;

import org.jspecify.annotations.NullMarked;
