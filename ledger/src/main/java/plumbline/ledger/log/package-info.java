/// The log on disk: tiles, entry bundles and the checkpoint as static files, which any web server can serve.
///
/// One [plumbline.ledger.log.LogWriter] owns a folder. An entry first goes into the journal, whose one fsync makes a
/// whole batch durable; bundles, tiles and the checkpoint are then written from it in that order, so that whoever sees
/// a checkpoint finds its tree. Tiles reach the disk in groups behind the scenes, and only then is the journal dropped;
/// until then, opening the folder rebuilds them from it. [plumbline.ledger.log.TreeEdge] is all that the writer keeps
/// in memory, however long the log is. [plumbline.ledger.log.LogReader] builds proofs from the files alone.
@NullMarked
package plumbline.ledger.log;

import org.jspecify.annotations.NullMarked;
