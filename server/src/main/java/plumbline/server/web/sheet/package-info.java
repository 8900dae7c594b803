/// Lists for spreadsheets. A handler returns a [Sheet] for `format=csv` and `format=xlsx` at its list's own address;
/// what is
/// too long to be held is written line by line as [Csv].
@NullMarked
package plumbline.server.web.sheet;

import org.jspecify.annotations.NullMarked;
