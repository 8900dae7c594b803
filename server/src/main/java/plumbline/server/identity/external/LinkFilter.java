package plumbline.server.identity.external;

import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal.Scope;

/// Which links a list shows.
///
/// @param service only of this cloud service, or null
/// @param works only those that work, or only those that do not, or null
/// @param purpose only of this one, or empty
/// @param words all of which occur in the title or the recipient
record LinkFilter(
        Scope scope, @Nullable Long service, @Nullable Boolean works, String purpose, String words) {
    static LinkFilter within(Scope scope) {
        return new LinkFilter(scope, null, null, "", "");
    }
}
