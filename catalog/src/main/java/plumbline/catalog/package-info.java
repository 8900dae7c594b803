/// ISO/IEC 27017 as data: its editions, their controls, and what each control asks of provider and customer, told in
/// our own words.
///
/// One JSON file is the source. Loading it checks every reference, id, count and word, and refuses the whole file with
/// the place and the remedy when something is off, because a catalogue that is nearly right proves nothing.
///
/// What the sources published and what we derived from them stay apart everywhere: crosswalks, successors, confidence.
/// A record is keyed by {@link plumbline.catalog.ControlRef}, edition and control together, because the same number
/// means different controls in different editions. This package does not know who uses it.
@NullMarked
package plumbline.catalog;

import org.jspecify.annotations.NullMarked;
