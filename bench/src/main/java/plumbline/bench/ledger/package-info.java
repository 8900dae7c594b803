/// Measures the verifiable log: commitments a second, each waited for until a published checkpoint covers it; latency
/// at a steady rate; the full check; proofs; memory; and what kills in mid-write cost, which must be nothing.
@NullMarked
package plumbline.bench.ledger;

import org.jspecify.annotations.NullMarked;
