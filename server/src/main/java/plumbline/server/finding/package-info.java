@NullMarked
package plumbline.server.finding;

import org.jspecify.annotations.NullMarked;
