/// The application. [Server] is `main` and lists the areas, each a package of its own with its tables, pages, API and
/// tests. An area's `…Module` builds its objects with `new`; reading `Server` and one module is knowing the process.
@NullMarked
package plumbline.server;

import org.jspecify.annotations.NullMarked;
