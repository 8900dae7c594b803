@NullMarked
package plumbline.catalog;

import org.jspecify.annotations.NullMarked;
