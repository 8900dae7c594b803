@NullMarked
package plumbline.server.evidence;

import org.jspecify.annotations.NullMarked;
