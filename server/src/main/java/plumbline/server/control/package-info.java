@NullMarked
package plumbline.server.control;

import org.jspecify.annotations.NullMarked;
