@NullMarked
package plumbline.posture;

import org.jspecify.annotations.NullMarked;
