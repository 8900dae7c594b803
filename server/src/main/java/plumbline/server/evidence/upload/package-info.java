/// Evidence that people and programs hand in as files: what no scan can see, such as a contract or a review's minutes.
///
/// The bytes decide the media type, never the sender; they go straight to the store, and the record follows.
@NullMarked
package plumbline.server.evidence.upload;

import org.jspecify.annotations.NullMarked;
