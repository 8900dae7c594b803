/// What every area stands on and no domain word belongs in: the database (embedded or the operator's own),
/// transactions, the append-only journal that each of them writes to, settings and the clock.
@NullMarked
package plumbline.server.platform;

import org.jspecify.annotations.NullMarked;
