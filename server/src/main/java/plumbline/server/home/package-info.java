@NullMarked
package plumbline.server.home;

import org.jspecify.annotations.NullMarked;
