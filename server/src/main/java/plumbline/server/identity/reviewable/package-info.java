/// Access that can be reviewed: what somebody or something may do, told alike whatever gives it, and how it ends.
///
/// Whoever keeps a kind of access registers a [plumbline.server.identity.reviewable.Reviewable] for it, as searches are
/// registered. It tells all access of its kind in few statements, however much there is, and ends one or makes it
/// smaller through the door that keeps it, with all that follows from that. Roles of people and teams and memberships
/// are here; tokens and links are beside theirs. May use `platform`, `api`, the `identity` package above it and its
/// grants.
@NullMarked
package plumbline.server.identity.reviewable;

import org.jspecify.annotations.NullMarked;
