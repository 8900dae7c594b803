/// Conditions of queries that every area asks in the same way: that words occur, that a number is among a few.
@NullMarked
package plumbline.server.platform.condition;

import org.jspecify.annotations.NullMarked;
