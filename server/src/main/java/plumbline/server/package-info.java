@NullMarked
package plumbline.server;

import org.jspecify.annotations.NullMarked;
