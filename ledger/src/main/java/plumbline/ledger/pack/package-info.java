/// The audit pack: one ZIP file from which anyone proves, on any laptop and without a network, what was recorded.
///
/// Content is committed to the log by a [plumbline.ledger.pack.Commitment]; the pack holds content, salt and leaf, an
/// inclusion proof for each, one signed checkpoint that covers them all, and a manifest of every file. The manifest
/// is itself a leaf of the log, so the documents that are no evidence of their own (findings, statement of
/// applicability, the readable page) are as fixed as the evidence. A pack has exactly one byte sequence: the reader
/// accepts only what the writer would have written.
@NullMarked
package plumbline.ledger.pack;

import org.jspecify.annotations.NullMarked;
