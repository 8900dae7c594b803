@NullMarked
package plumbline.ledger.pack.zip;

import org.jspecify.annotations.NullMarked;
