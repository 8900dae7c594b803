@NullMarked
package plumbline.schema;

import org.jspecify.annotations.NullMarked;
