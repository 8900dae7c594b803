package plumbline.ledger;

/// An entry that is proven to stand in a log at an index, by a checkpoint that a policy accepts.
public record VerifiedEntry(long index, Hash leaf, VerifiedCheckpoint checkpoint) {}
