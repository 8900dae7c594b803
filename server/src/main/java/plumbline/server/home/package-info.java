/// The page on which everybody begins: what is known, what is unknown, what to do next. It lies above all other areas
/// and keeps nothing of its own.
@NullMarked
package plumbline.server.home;

import org.jspecify.annotations.NullMarked;
