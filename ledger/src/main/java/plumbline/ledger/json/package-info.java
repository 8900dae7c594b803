/// JSON as the ledger needs it: one strict reader and one canonical writer (RFC 8785), on the JDK alone.
///
/// What is hashed and signed must have exactly one spelling, so the reader refuses whatever two
/// readers could understand differently: duplicate names, fractions and exponents, integers beyond
/// 2^53 - 1, lone surrogates, a byte order mark, text after the end, nesting without end. Numbers
/// are whole: a rate or an amount travels as a string, and with that restriction RFC 8785 needs no
/// floating-point formatting.
@NullMarked
package plumbline.ledger.json;

import org.jspecify.annotations.NullMarked;
