/// Links for people who have no account: an auditor takes one pack away, a supplier hands one file in.
///
/// A link is made by a person for a named recipient, for one purpose and about one thing. It ends on a day at most 90
/// days away, after so many uses, when somebody revokes it, or when its maker could no longer make it. Its secret is
/// shown once and kept as a hash; all that is wrong with a link is answered by one page. Opening a link uses nothing
/// up, for mail scanners open them too: only what its page sends by POST does. Areas define a [LinkPurpose], make links
/// by [LinkDesk] and let people in by [LinkDoor]. May use the `identity` package, `platform`, `web` and `api`.
@NullMarked
package plumbline.server.identity.external;

import org.jspecify.annotations.NullMarked;
