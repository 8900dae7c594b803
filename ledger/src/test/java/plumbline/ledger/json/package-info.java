@NullMarked
package plumbline.ledger.json;

import org.jspecify.annotations.NullMarked;
