@NullMarked
package plumbline.bench;

import org.jspecify.annotations.NullMarked;
