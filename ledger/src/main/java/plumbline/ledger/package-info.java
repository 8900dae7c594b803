@NullMarked
package plumbline.ledger;

import org.jspecify.annotations.NullMarked;
