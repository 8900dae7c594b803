/// What is put up for decision, as values: a version of an object with the digest of its content, what it changes, who
/// takes part in it, and the steps that a decision on it takes.
@NullMarked
package plumbline.server.decision.matter;

import org.jspecify.annotations.NullMarked;
