/// What every module's tests share: a real PostgreSQL, a clock that tests move, patience, and seeded randomness whose
/// seed is printed so that a failure can be run again. Nothing here ships with the product.
@NullMarked
package plumbline.testkit;

import org.jspecify.annotations.NullMarked;
