/// Decisions: a question to people with authority whether one version of one object stands, and their signed answers.
///
/// An area opens a decision on a version and the digest of its content, with the steps that it takes; each vote names
/// the version, the digest and the state that the voter saw. An edit of the object voids what it was about: edit and
/// vote lock the same row, so no order of the two approves a version that the voter did not see. Nobody votes on their
/// own work, on any door. Each vote is a canonical record that the server signs. Knows no object of any area: those
/// implement [Decidable]. May use `inbox`, `notice`, `identity` and what is below.
@NullMarked
package plumbline.server.decision;

import org.jspecify.annotations.NullMarked;
