package plumbline.server.decision;

import java.time.Instant;
import plumbline.server.platform.Actor;

/// A decision that has just come to another state than open: what its area acts on.
///
/// @param before the state it came from; an approval with a review to follow is told twice
/// @param by whose act brought it there
public record Outcome(Decision decision, DecisionState before, Actor by, Instant at) {}
