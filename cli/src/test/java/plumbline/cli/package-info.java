@NullMarked
package plumbline.cli;

import org.jspecify.annotations.NullMarked;
