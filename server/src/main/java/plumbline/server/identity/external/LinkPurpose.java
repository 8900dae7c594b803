package plumbline.server.identity.external;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;

/// What a link lets somebody do. Areas register theirs as beans, and have a page at its path.
///
/// @param word as stored and as the API says it, for example `pack`; it stays the same for ever
/// @param label for people, for example "Take a pack away"
/// @param path of the page that a link leads to
/// @param needs what its maker must be allowed on the thing, so that nobody lets in whoever they could not serve
/// @param uses how many uses a form proposes, or null for no limit
/// @param again the page on which such a link is made once more
public record LinkPurpose(
        String word,
        String label,
        String path,
        Permission needs,
        @Nullable Integer uses,
        Function<ExternalLink, String> again) {}
