/// Terraform as resources: finds modules under a path, evaluates them, and gives a graph of who refers to whom.
///
/// `Terraform.load` reads every directory with `.tf` or `.tf.json` files. Directories that no other calls as a local
/// module, and the scanned path itself, are roots and are evaluated; the others are evaluated where they are called,
/// with what they are given.
/// Nothing is fetched and nothing outside the scanned path is read; work, depth and sizes are bounded by `Limits`.
/// What cannot be told is an unknown value with its reason, what cannot be read is a skipped file with its reason, and
/// the rest is evaluated all the same. Two loads of the same tree give the same graph in the same order.
@NullMarked
package plumbline.posture.terraform;

import org.jspecify.annotations.NullMarked;
