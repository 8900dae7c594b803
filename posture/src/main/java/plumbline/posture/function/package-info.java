/// The built-in functions of the Terraform language, as far as they depend on nothing but their arguments and on files
/// under the scanned path.
///
/// `Functions.call` finds a function by name in one of the groups, each a `switch`, so that nothing is built up at
/// start. Most functions want known arguments and are unknown otherwise; those over collections keep what is known.
/// What depends on the moment (`timestamp`, `uuid`, `bcrypt`) is unknown with that reason. Misuse is a `ValueError`.
@NullMarked
package plumbline.posture.function;

import org.jspecify.annotations.NullMarked;
