/// Lists that people send in as CSV or XLSX, row by row into what there is: first a dry run that says what would
/// become of each row, then the same, and nothing else, in one transaction.
///
/// An area that takes a list has an [ImportTarget] (its columns, what a row means, how it is done) and handlers of its
/// own, which declare its permission and leave the rest to [ImportDesk] and [ImportAnswers]. May use `platform`, `web`,
/// `api` and `identity`.
@NullMarked
package plumbline.server.identity.imports;

import org.jspecify.annotations.NullMarked;
