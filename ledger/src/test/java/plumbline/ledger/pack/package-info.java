@NullMarked
package plumbline.ledger.pack;

import org.jspecify.annotations.NullMarked;
