@NullMarked
package plumbline.server.api;

import org.jspecify.annotations.NullMarked;
