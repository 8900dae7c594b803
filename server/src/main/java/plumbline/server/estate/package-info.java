@NullMarked
package plumbline.server.estate;

import org.jspecify.annotations.NullMarked;
