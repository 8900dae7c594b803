/// Lists for spreadsheets, out and in. A handler returns a [Sheet] for `format=csv` and `format=xlsx` at its list's own
/// address; what is too long to be held is written line by line as [Csv]. What people send in is read by
/// [SheetReader], and what was exported comes back as it was.
@NullMarked
package plumbline.server.web.sheet;

import org.jspecify.annotations.NullMarked;
