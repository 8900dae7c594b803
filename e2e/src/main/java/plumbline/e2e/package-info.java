@NullMarked
package plumbline.e2e;

import org.jspecify.annotations.NullMarked;
